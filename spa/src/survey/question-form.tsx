import { createSignal, Show, untrack } from 'solid-js';
import type { LiveSurvey } from '#graphql/schema.generated';
import { say } from '../page/say.ts';
import { CardResults, statusLine } from './card-results.tsx';
import { cardWords } from './card-words.ts';
import { Choices, howMany } from './choices.tsx';
import type { Card } from './create-card.ts';
import type { Answered } from './kept-ballot.ts';
import { OwnWords } from './own-words.tsx';
import { Refused } from './question.tsx';

const EMPTY: Answered = { choices: [], text: null };

/** The open question. Choosing never sends; what is chosen or typed survives whatever happens to the page. */
export function QuestionForm(props: { readonly card: Card }) {
  const card = untrack(() => props.card);
  const { survey, kept, given, results } = card;
  const [draft, setDraft] = createSignal(card.draft() ?? untrack(given) ?? EMPTY);
  const [lacking, setLacking] = createSignal(false);

  function change(next: Answered): void {
    setDraft(next);
    setLacking(false);
    card.keepDraft(next);
  }

  function choose(option: string, chosen: boolean): void {
    const others = survey().kind === 'MULTIPLE' ? draft().choices.filter((id) => id !== option) : [];
    change({ choices: chosen ? [...others, option] : others, text: null });
  }

  function submit(event: Event): void {
    event.preventDefault();
    if (isComplete(survey(), draft())) {
      card.send(draft());
      card.setChanging(false);
      return;
    }
    setLacking(true);
    say(lack());
  }

  function keepOld(): void {
    card.keepDraft(null);
    card.setChanging(false);
  }

  const lack = () => {
    if (survey().kind === 'TEXT') return cardWords().nothingWritten;
    return survey().kind === 'MULTIPLE' ? howMany(survey()) : cardWords().nothingChosen;
  };
  const sendWords = () => {
    const { choices } = draft();
    if (survey().kind === 'RATING' && choices[0]) return cardWords().sendRating(choices[0]);
    return survey().kind === 'MULTIPLE' && choices.length > 0 ? cardWords().sendMany(choices.length) : cardWords().send;
  };
  return (
    <form onSubmit={submit} novalidate>
      <Refused code={kept().refused} />
      <Show
        when={survey().kind === 'TEXT'}
        fallback={<Choices survey={survey()} chosen={draft().choices} onChoose={choose} />}
      >
        <OwnWords survey={survey()} text={draft().text ?? ''} onText={(text) => change({ choices: [], text })} />
      </Show>
      <p class="lack" id="survey-lack">
        {lacking() ? lack() : ''}
      </p>
      <div class="act">
        <button type="submit" class="b1">
          {sendWords()}
        </button>
        <Show when={card.changing()}>
          <button type="button" onClick={keepOld}>
            {cardWords().keepOld}
          </button>
        </Show>
        <span class="m">{terms(survey())}</span>
      </div>
      <Show when={results()?.counts && results()}>
        {(counted) => (
          <div class="so-far">
            <p class="m">{statusLine(counted())}</p>
            <CardResults card={props.card} />
          </div>
        )}
      </Show>
    </form>
  );
}

/** Who may answer, how many did, and whether an answer can be changed. */
function terms({ electorate, results, changes }: LiveSurvey): string {
  const who = electorate ?? 'EVERYBODY';
  const parts = [
    who === 'EVERYBODY' ? '' : cardWords().electorate[who],
    results ? cardWords().answers(results.ballots) : '',
    changes ? cardWords().mayChange : cardWords().noChange,
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** Whether it says something, and chooses as many as are asked for. The server has the last word on it. */
function isComplete({ kind, minChoices, maxChoices }: LiveSurvey, { choices, text }: Answered): boolean {
  if (kind === 'TEXT') return (text ?? '').trim() !== '';
  return choices.length >= (minChoices ?? 1) && choices.length <= (maxChoices ?? 1);
}
