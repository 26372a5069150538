import { For, Show } from 'solid-js';
import type { Survey, Tally } from '#graphql/schema.generated';
import { surveyCountWords } from './survey-count-words.ts';
import { agesOf, type ClusterShare, clusterShares, isOdd } from './survey-origin.ts';

/** Where ballots come from, so that a stuffed vote is seen and a hall behind one address is not taken for one. */
export function Origin(props: { readonly survey: Survey; readonly tally: Tally | null }) {
  const counted = () => props.survey.certificate ?? props.tally;
  const ballots = () => props.survey.certificate?.ballots ?? props.tally?.results.ballots ?? 0;
  const clusters = () => clusterShares(counted()?.clusters ?? [], ballots());
  const ages = () => agesOf(counted()?.tokens ?? []);
  const sentence = (each: ClusterShare) => surveyCountWords().cluster(each.share, each.ballots, each.young);
  const odd = () => clusters().some(isOdd);
  return (
    <Show when={ballots() > 0}>
      <details class="origin" aria-label={surveyCountWords().origin}>
        <summary class="m">
          <span classList={{ lamp: odd(), warn: odd() }}>
            {clusters()[0] ? sentence(clusters()[0] as ClusterShare) : surveyCountWords().origin}
          </span>
        </summary>
        <ul class="m">
          <li>{surveyCountWords().ages(ages().after, ages().minutes, ages().earlier)}</li>
          <For each={clusters().slice(1, 4)}>{(each) => <li>{sentence(each)}</li>}</For>
          <li>{surveyCountWords().hall}</li>
          <li>{surveyCountWords().unit}</li>
        </ul>
      </details>
    </Show>
  );
}
