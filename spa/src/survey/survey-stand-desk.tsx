import { createEffect, createSignal, For, on, Show, untrack } from 'solid-js';
import type { Stage, Survey } from '#graphql/schema.generated';
import type { Desk } from '../desk/create-desk.ts';
import { perform } from '../desk/perform.ts';
import { Title } from '../text/texts.tsx';
import { now } from '../time/now.ts';
import { AnswersDesk } from './answers-desk.tsx';
import { createTally } from './create-tally.ts';
import { doneElsewhere, extendSurvey } from './survey-acts.ts';
import { BigButton, createBigAct } from './survey-button-desk.tsx';
import { surveyCountWords } from './survey-count-words.ts';
import { surveyDeskWords } from './survey-desk-words.ts';
import { SurveyExport } from './survey-export-desk.tsx';
import { SurveyFacts } from './survey-facts-desk.tsx';
import { Asked, type Asking, LessDoors, ResetDoor } from './survey-less-desk.tsx';
import { Origin } from './survey-origin-desk.tsx';
import { SideDoors } from './survey-side-desk.tsx';
import { canExtend } from './survey-steps.ts';
import { SurveyTally } from './survey-tally-desk.tsx';

interface Props {
  readonly desk: Desk;
  readonly stage: Stage;
  readonly survey: Survey;
  /** Whether it has been under the hand for long enough. */
  readonly settled: boolean;
  readonly choose: (id: string) => void;
}

/** Seconds that one press adds. */
const MORE = 30;

/** How the survey stands, the one big button, its side doors, and its count. */
export function SurveyStand(props: Props) {
  const desk = untrack(() => props.desk);
  const count = createTally(desk, () => props.survey);
  const [asking, setAsking] = createSignal<Asking | null>(null);
  // What was asked about is not what there is now.
  createEffect(
    on(
      () => props.survey.state,
      () => setAsking(null),
      { defer: true },
    ),
  );
  createEffect(
    on(
      () => props.survey.version,
      () => {
        const done = doneElsewhere(props.desk, props.survey, count.tally()?.results.ballots);
        if (done) props.desk.acts.tell(done);
      },
    ),
  );
  const [target, setTarget] = createSignal<string | null>(null);
  const big = createBigAct({
    desk: () => props.desk,
    survey: () => props.survey,
    target: () => target() ?? props.stage.id,
    ballots: () => count.tally()?.results.ballots,
    settled: () => props.settled,
    choose: (id) => props.choose(id),
  });
  const extend = () => {
    if (!props.settled || !canExtend(props.survey, now())) return;
    props.choose(props.survey.id);
    void perform(props.desk, 'show', 'extend', () => extendSurvey(props.desk, props.survey, MORE));
  };
  desk.keys.offer({
    S: () => props.desk.mayAct && big.hasKey() && big.press(),
    E: () => props.desk.mayAct && extend(),
  });
  return (
    <div class="stand">
      <h3 class="d question">
        <Title of={props.survey.question} />
      </h3>
      <Steps survey={props.survey} />
      <div class="two">
        <div>
          <BigButton
            desk={props.desk}
            survey={props.survey}
            big={big}
            target={target()}
            setTarget={setTarget}
            choose={props.choose}
          />
          <Show when={props.desk.mayAct}>
            <SideDoors
              desk={props.desk}
              survey={props.survey}
              settled={props.settled}
              ballots={count.tally()?.results.ballots}
              extend={extend}
              choose={props.choose}
            />
            <Asked
              desk={props.desk}
              survey={props.survey}
              ballots={count.tally()?.results.ballots}
              asking={asking()}
              ask={setAsking}
              choose={props.choose}
            />
          </Show>
        </div>
        <div>
          <SurveyFacts survey={props.survey} />
          <Show when={props.desk.mayAct}>
            <LessDoors
              desk={props.desk}
              survey={props.survey}
              asking={asking()}
              ask={setAsking}
              choose={props.choose}
            />
          </Show>
        </div>
      </div>
      <SurveyTally desk={props.desk} survey={props.survey} count={count} />
      <Show when={props.survey.state !== 'DRAFT'}>
        <div class="behind">
          <Origin survey={props.survey} tally={count.tally()} />
          <details class="export">
            <summary class="m">
              {props.desk.mayAct ? surveyCountWords().exportAndReset : surveyCountWords().exports}
            </summary>
            <SurveyExport desk={props.desk} survey={props.survey} tally={count.tally()} />
            <Show when={props.desk.mayAct}>
              <ResetDoor survey={props.survey} asking={asking()} ask={setAsking} />
            </Show>
          </details>
        </div>
      </Show>
      <Show when={props.survey.kind === 'TEXT' && props.survey.state !== 'DRAFT'}>
        <AnswersDesk desk={props.desk} survey={props.survey} />
      </Show>
    </div>
  );
}

/** The machine in a line. */
function Steps(props: { readonly survey: Survey }) {
  const steps = () => {
    const words = surveyDeskWords().steps;
    if (props.survey.state === 'WITHDRAWN') return [words.ready, words.open, words.withdrawn];
    const isHidden = props.survey.state === 'CLOSED' && !props.survey.resultsShown;
    return [words.ready, words.open, isHidden ? words.hidden : words.shown, words.ended];
  };
  const place = () => ({ DRAFT: 0, OPEN: 1, CLOSED: 2, WITHDRAWN: 2, ENDED: 3 })[props.survey.state];
  return (
    <ol class="steps" aria-label={surveyDeskWords().machine}>
      <For each={steps()}>
        {(step, i) => (
          <li
            classList={{ past: i() < place(), air: i() === 1 && place() === 1 }}
            aria-current={i() === place() ? 'step' : undefined}
          >
            {step}
          </li>
        )}
      </For>
    </ol>
  );
}
