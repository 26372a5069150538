import type { Page } from 'playwright-core';

/** What a stage's page showed at one moment, as its reader has it. */
export interface Shown {
  title: string;
  /** The long text, a line for each paragraph. */
  about: string;
  question: string;
  /** What the survey's card is headed. */
  survey: string;
  /** What the connection is said to be. */
  connection: string;
  /** What was said to screen readers last. */
  said: string;
}

declare global {
  // The page's, for functions that run in it.
  var shown: Shown[];
  /** When the frame began in which the first state was drawn: milliseconds since 1970. */
  var firstShown: number | undefined;
}

// Text, since it runs in the page, whose types the tests do not have.
const RECORDER = `
  globalThis.shown = [];
  const textOf = (selector) => document.querySelector(selector)?.textContent ?? '';
  const linesOf = (selector) => [...document.querySelectorAll(selector)].map((each) => each.textContent).join('\\n');
  let last = '';
  const look = () => {
    const now = {
      title: textOf('h1'),
      about: linesOf('section[aria-labelledby=about] p'),
      question: textOf('#survey-question'),
      survey: textOf('#survey .s'),
      connection: textOf('.conn'),
      said: textOf('[role=status].vh'),
    };
    if (now.title && !('firstShown' in globalThis)) {
      globalThis.firstShown = undefined;
      requestAnimationFrame(() => (globalThis.firstShown = performance.timeOrigin + performance.now()));
    }
    if (JSON.stringify(now) === last) return;
    last = JSON.stringify(now);
    shown.push(now);
  };
  const all = { subtree: true, childList: true, characterData: true, attributes: true };
  new MutationObserver(look).observe(document, all);
`;

/** Has the page write down all that it shows from its first moment on; to be called before it is opened. */
export const recordShown = (page: Page): Promise<unknown> => page.addInitScript({ content: RECORDER });

/** What one part of the page showed, one after the other: each change once, what was empty left out. */
export async function shownAs(page: Page, part: keyof Shown): Promise<string[]> {
  const all = (await page.evaluate(() => globalThis.shown)).map((each) => each[part]).filter(Boolean);
  return all.filter((value, index) => value !== all[index - 1]);
}
