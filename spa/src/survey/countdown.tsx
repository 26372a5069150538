import { Show } from 'solid-js';
import type { LiveSurvey } from '#graphql/schema.generated';
import { countdown } from '../time/format.ts';
import { now } from '../time/now.ts';
import { cardWords } from './card-words.ts';

/** Milliseconds of server time until pages say that time is up; null where no time is set. */
export const leftOf = ({ closesAt }: LiveSurvey): number | null =>
  closesAt ? Math.max(0, Date.parse(closesAt) - now()) : null;

/** `0:42`, or nothing. */
export const timeLeft = (survey: LiveSurvey): string => {
  const left = leftOf(survey);
  return left === null || survey.state !== 'OPEN' ? '' : countdown(left);
};

/** How long there is to answer, as a text. The line that drains is decoration. */
export function Countdown(props: { readonly survey: LiveSurvey }) {
  const total = () => Date.parse(props.survey.closesAt ?? '') - Date.parse(props.survey.openedAt ?? '');
  const share = () => Math.min(100, ((leftOf(props.survey) ?? 0) / total()) * 100);
  return (
    <Show when={props.survey.closesAt} fallback={<p class="m">{cardWords().noClosingTime}</p>}>
      <div class="row">
        <span class="m">{cardWords().closesIn}</span>
        <b class="left sp">{timeLeft(props.survey)}</b>
      </div>
      <div class="drain">
        <i style={{ '--v': share() }} />
      </div>
    </Show>
  );
}
