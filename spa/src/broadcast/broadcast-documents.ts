import { gql } from '@urql/core';
import type {
  Mutation,
  MutationCopyStreamKeyArgs,
  MutationReplaceStreamKeyArgs,
  Query,
  QueryBroadcastArgs,
  QueryStreamsArgs,
} from '#graphql/schema.generated';

/* As the desk's other documents: each selects every field of what it asks for. */

const ingest = `{
  width height frameRate videoCodec videoBitrate audioCodec audioBitrate sampleRate audioChannels
}`;

export const STREAMS = gql<Pick<Query, 'streams'>, QueryStreamsArgs>`
  query Streams($stage: ID!) {
    streams(stage: $stage) { channel live startedAt health starvingSince ingest ${ingest} checkedAt }
  }
`;

export const BROADCAST = gql<Pick<Query, 'broadcast'>, QueryBroadcastArgs>`
  query Broadcast($channel: ID!) {
    broadcast(channel: $channel) {
      channel type server keyEnds copied { at by } replaced { at by }
      signal { since health starvingSince ingest ${ingest} }
    }
  }
`;

export const COPY_STREAM_KEY = gql<Pick<Mutation, 'copyStreamKey'>, MutationCopyStreamKeyArgs>`
  mutation CopyStreamKey($channel: ID!) { copyStreamKey(channel: $channel) { channel server key } }
`;

export const REPLACE_STREAM_KEY = gql<Pick<Mutation, 'replaceStreamKey'>, MutationReplaceStreamKeyArgs>`
  mutation ReplaceStreamKey($channel: ID!) { replaceStreamKey(channel: $channel) { channel keyEnds lowered cut } }
`;
