import { gql } from '@urql/core';
import type { Query, QueryPlaybackArgs } from '#graphql/schema.generated';

const percentiles = '{ p50 p95 }';
const numbers = `{
  viewers reports firstFrameMs ${percentiles} latencyMs ${percentiles} watchedSeconds stalls stalledSeconds stallRatio
  renditions { height reports } troubles { trouble count }
}`;

export const PLAYBACK = gql<Pick<Query, 'playback'>, QueryPlaybackArgs>`
  query Playback($stage: ID!) {
    playback(stage: $stage) { since asOf total ${numbers} devices { device browser numbers ${numbers} } }
  }
`;
