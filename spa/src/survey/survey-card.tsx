import { Show, untrack } from 'solid-js';
import { stageOf } from '#graphql/keys';
import type { Answer, LiveSurvey } from '#graphql/schema.generated';
import { announce } from './announce.ts';
import { UpIcon } from './card-icons.tsx';
import type { Phase } from './card-phase.ts';
import { CardState } from './card-state.tsx';
import { cardWords } from './card-words.ts';
import { Countdown, timeLeft } from './countdown.tsx';
import { createCard } from './create-card.ts';
import { keepFocus } from './keep-focus.ts';
import { QuestionForm } from './question-form.tsx';
import { browserServices, type Services } from './services.ts';

/** In full screen the card can be made a chip, which gives the picture its width back. */
export interface Folding {
  folded(): boolean;
  fold(folded: boolean): void;
}

interface Props {
  /** Always the same survey. */
  readonly survey: LiveSurvey;
  /** Of a free text, the answers that are shown to everybody. */
  readonly answers: readonly Answer[];
  readonly zone: string;
  readonly folding?: Folding;
  readonly services?: Services;
}

const COLOURS: Readonly<Partial<Record<Phase, 'air' | 'cue' | 'warn'>>> = {
  ask: 'air',
  sending: 'air',
  barred: 'air',
  answered: 'cue',
  queued: 'warn',
  unsent: 'warn',
};

/** A survey as its viewer has it: what is asked, what became of the answer, what came out. */
export function SurveyCard(props: Props) {
  let element!: HTMLElement;
  const services = untrack(() => props.services ?? browserServices(stageOf(props.survey.id)));
  const card = createCard(
    () => props.survey,
    () => props.answers,
    services,
  );
  keepFocus(() => element, card.phase);
  announce(card, services.timers);

  const strip = () => cardWords().strip[card.phase()];
  const isFolded = () => props.folding?.folded() ?? false;
  return (
    <>
      <section
        class={`nb svy in ${COLOURS[card.phase()] ?? ''}`}
        id="survey"
        tabindex="-1"
        aria-labelledby="survey-question"
        hidden={isFolded()}
        ref={element}
      >
        <div class="s">{strip()}</div>
        <div class="c">
          <Show when={props.survey.state === 'OPEN'}>
            <Countdown survey={props.survey} />
          </Show>
          <Show when={card.phase() === 'ask'} fallback={<CardState card={card} zone={props.zone} />}>
            <QuestionForm card={card} />
          </Show>
          <Show when={props.folding}>
            {(folding) => (
              <button type="button" class="b0" aria-expanded="true" onClick={() => folding().fold(true)}>
                {cardWords().minimise}
              </button>
            )}
          </Show>
        </div>
      </section>
      <Show when={isFolded()}>
        <button type="button" class="chip" aria-expanded="false" onClick={() => props.folding?.fold(false)}>
          {strip()} <b>{timeLeft(props.survey)}</b> <UpIcon />
        </button>
      </Show>
    </>
  );
}
