import { type JSX, Show } from 'solid-js';
import type { LiveSession, Text } from '#graphql/schema.generated';
import { language } from '../text/language.ts';
import { Texts, Title } from '../text/texts.tsx';
import { clock } from '../time/format.ts';
import { endOf, startOf } from './planned.ts';
import { Speakers } from './speakers.tsx';

interface Props {
  /** On air; without one the stage's own title stands here, or else its name. */
  readonly session: LiveSession | null;
  readonly stageName: readonly Text[];
  readonly stageTitle: readonly Text[];
  readonly zone: string;
  /** What else there is to say of the stage: who watches, how the page is connected. */
  readonly children: JSX.Element;
}

/** What is on stage, as a bill says it. */
export function SessionCard(props: Props) {
  const title = () => props.session?.title ?? (props.stageTitle.length > 0 ? props.stageTitle : props.stageName);
  return (
    <header class="bill">
      <p class="k">
        <Texts of={props.stageName} />{' '}
        <Show when={props.session?.endsAt ? props.session : null}>
          {(session) => (
            <span class="time">
              {clock(startOf(session()), language(), props.zone)}–{clock(endOf(session()), language(), props.zone)}
            </span>
          )}
        </Show>
      </p>
      <h1 class="d">
        <Title of={title()} />
      </h1>
      <Speakers of={props.session} />
      <div class="meta">{props.children}</div>
    </header>
  );
}
