import { type JSX, Show } from 'solid-js';
import type { LiveSession, Text } from '#graphql/schema.generated';
import { startOf } from '../session/planned.ts';
import { Speakers } from '../session/speakers.tsx';
import { timeLeft } from '../session/time-left.tsx';
import { language } from '../text/language.ts';
import { pick, plain } from '../text/pick.ts';
import { Texts, Title } from '../text/texts.tsx';
import { words } from '../text/words.ts';
import { clock, day, zoneName } from '../time/format.ts';
import { now } from '../time/now.ts';

/** A longer title reads badly in columns. */
const SHORT = 40;

interface CurtainProps {
  /** An audience text, or the page's own words. */
  readonly title: readonly Text[] | string;
  /** In colour only before the show; else the house is dark. */
  readonly dark?: boolean;
  readonly children: JSX.Element;
}

/** The closed curtain with a plate on it, whose title Japanese pages write downwards. */
export function Curtain(props: CurtainProps) {
  const texts = () => (typeof props.title === 'string' ? [{ lang: language(), value: props.title }] : props.title);
  const text = () => pick(texts(), language());
  const isColumns = () => text().lang === 'ja' && plain(text().value).length <= SHORT;
  return (
    <div class="curtain" classList={{ dark: props.dark }}>
      <div class="maneki" classList={{ columns: isColumns() }}>
        <h1 class="d">
          <Title of={texts()} />
        </h1>
        <div class="facts">{props.children}</div>
      </div>
    </div>
  );
}

interface StartsProps {
  readonly session: LiveSession;
  readonly stageName: readonly Text[];
  readonly zone: string;
  /** How the page is connected. */
  readonly children: JSX.Element;
}

/** Before a session: it has not begun until an operator begins it, however late it is. */
export function Starts(props: StartsProps) {
  const start = () => startOf(props.session);
  const left = () => start() - now();
  const when = () => {
    const zone = zoneName(start(), language(), props.zone);
    return words().startsAt(day(start(), language(), props.zone), zone);
  };
  return (
    <Curtain title={props.session.title ?? []}>
      <div>
        <p class="k">
          <Texts of={props.stageName} />
        </p>
        <p class="lamp">{words().notYet}</p>
      </div>
      <div>
        <Show when={left() > 60_000} fallback={<p class="big words">{left() > 0 ? words().soon : words().late}</p>}>
          <p class="m">{words().curtainUpIn}</p>
          <p class="big">{timeLeft(start())}</p>
        </Show>
        <p>
          <b>{clock(start(), language(), props.zone)}</b> {when()}
        </p>
      </div>
      <Speakers of={props.session} />
      <p class="m">{words().keepOpen}</p>
      <div class="meta">{props.children}</div>
    </Curtain>
  );
}
