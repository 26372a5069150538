import { Show } from 'solid-js';
import type { Survey } from '#graphql/schema.generated';
import type { Desk } from '../desk/create-desk.ts';
import { language } from '../text/language.ts';
import { refusalWords } from '../text/refusal-words.ts';
import { exactClock } from '../time/format.ts';
import type { Count } from './create-tally.ts';
import { surveyCountWords } from './survey-count-words.ts';
import { SurveyResults } from './survey-results.tsx';

interface Props {
  readonly desk: Desk;
  readonly survey: Survey;
  readonly count: Count;
}

/** The count as the desk sees it at any time, also while the audience does not. */
export function SurveyTally(props: Props) {
  const tally = () => props.count.tally();
  const certificate = () => props.survey.certificate ?? null;
  const results = () => certificate() ?? tally()?.results ?? { ballots: 0, counts: [] };
  const source = () => certificate() ?? tally();
  const time = (at: string) => exactClock(Date.parse(at), language(), props.desk.zone());
  return (
    <section class="tally" aria-label={surveyCountWords().tally}>
      <Show when={props.survey.kind !== 'TEXT'}>
        <SurveyResults survey={props.survey} results={results()} />
      </Show>
      <p class="m sum">
        <Show when={source()} fallback={<span>{surveyCountWords().notCounted}</span>}>
          {(counted) => (
            <>
              <b class="n">{surveyCountWords().ballots(results().ballots)}</b>
              <Show when={props.count.perSecond() !== null}>
                <span>{surveyCountWords().perSecond(props.count.perSecond() as number)}</span>
              </Show>
              <span>{surveyCountWords().status[certificate() ? 'FINAL' : (tally()?.results.status ?? 'SO_FAR')]}</span>
              <Show when={counted().late > 0}>
                <span>{surveyCountWords().late(counted().late)}</span>
              </Show>
              <Show when={counted().foreign > 0}>
                <span>{surveyCountWords().foreign(counted().foreign)}</span>
              </Show>
              <Show when={!certificate() && tally()}>
                {(now) => <span>{surveyCountWords().readAt(time(now().asOf))}</span>}
              </Show>
            </>
          )}
        </Show>
        <Show when={props.count.refusal()}>
          {(refusal) => <span class="lamp warn">{refusalWords()[refusal().code]}</span>}
        </Show>
        <Show when={!certificate() && tally()?.degraded}>
          <span class="lamp warn">{surveyCountWords().degraded}</span>
        </Show>
      </p>
      <Show when={certificate()}>
        {(final) => (
          <p class="m sum">
            <b class="lamp cue">{surveyCountWords().certified(time(final().countedAt))}</b>
            <span>
              {surveyCountWords().digest} <code>{final().digest}</code>
            </span>
          </p>
        )}
      </Show>
    </section>
  );
}
