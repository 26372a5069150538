import { createMemo, Show } from 'solid-js';
import type { Survey } from '#graphql/schema.generated';
import type { Desk } from '../desk/create-desk.ts';
import { people, viewerWords } from '../stream/viewer-words.ts';
import { watching } from '../stream/viewers.ts';
import { language } from '../text/language.ts';
import { refusalWords } from '../text/refusal-words.ts';
import { exactClock } from '../time/format.ts';
import { now } from '../time/now.ts';
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
  const viewers = () => props.desk.stateOf(props.survey.stage)?.viewers;
  /** While it is open: later others watch than those who were asked. More ballots than viewers is no share: some have left. */
  const share = createMemo(() => {
    const seen = props.survey.state === 'OPEN' ? watching(viewers(), now()) : null;
    const { ballots } = results();
    if (!seen || !source() || seen.count === 0 || ballots > seen.count) return null;
    return { ...seen, percent: Math.round((ballots * 100) / seen.count) };
  });
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
              <Show when={share()}>
                {(of) => (
                  <>
                    <span>{surveyCountWords().share(of().percent, people(of().count))}</span>
                    <Show when={of().age}>{(age) => <span>{viewerWords().asOf(age())}</span>}</Show>
                  </>
                )}
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
