import { For } from 'solid-js';
import type { Survey } from '#graphql/schema.generated';
import { countdown } from '../time/format.ts';
import { now } from '../time/now.ts';
import { surveyDeskWords } from './survey-desk-words.ts';

/** The rules by which the survey runs. */
export function SurveyFacts(props: { readonly survey: Survey }) {
  const closes = () => {
    const { state, closesAt, seconds } = props.survey;
    const words = surveyDeskWords().set;
    if (state === 'DRAFT') return seconds ? words.in(countdown(seconds * 1000)) : words.noLimit;
    if (state !== 'OPEN') return surveyDeskWords().states[state];
    if (!closesAt) return words.noLimit;
    const left = Date.parse(closesAt) - now();
    return left > 0 ? words.in(countdown(left)) : words.over;
  };
  const facts = () => {
    const words = surveyDeskWords();
    const { policy, changes, electorate } = props.survey;
    return [
      [words.set.closes, closes()],
      [words.set.results, words.policies[policy]],
      [words.set.changes, changes ? words.changesOn : words.changesOff],
      [words.set.electorate, words.electorates[electorate]],
      [words.set.unit, words.set.browser],
    ] as const;
  };
  return (
    <dl class="sets">
      <For each={facts()}>
        {([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        )}
      </For>
    </dl>
  );
}
