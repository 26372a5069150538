import { gql } from '@urql/core';
import type {
  Mutation,
  MutationEndSessionArgs,
  MutationMoveSourceArgs,
  MutationPutEventArgs,
  MutationPutSessionArgs,
  MutationPutSourcesArgs,
  MutationPutStageArgs,
  MutationRemoveSessionArgs,
  MutationSetAlignedArgs,
  MutationSetCurtainArgs,
  MutationStartSessionArgs,
  MutationUpdateStageTextArgs,
  Query,
  QueryProgrammeArgs,
  QueryStagesArgs,
} from '#graphql/schema.generated';

/* Each selects every field of what it asks for, so that the schema's own types hold for the answers. A test compares them with the SDL. */

const text = '{ lang value }';
const event = `{
  id title ${text} notice ${text} startsAt endsAt zone languages access state version updatedAt updatedBy
}`;
const stage = `{
  id order name ${text} title ${text} description ${text} curtain aligned session sources { id role label ${text} channel url } version updatedAt updatedBy
}`;
const session = `{
  id stage kind title ${text} description ${text} speakers { name ${text} affiliation ${text} }
  startsAt endsAt startedAt endedAt edited version updatedAt updatedBy
}`;

export const EVENTS = gql<Pick<Query, 'events'>, Record<string, never>>`query Events { events ${event} }`;

export const STAGES = gql<Pick<Query, 'stages'>, QueryStagesArgs>`
  query Stages($event: ID!) { stages(event: $event) ${stage} }
`;

export const PROGRAMME = gql<Pick<Query, 'programme'>, QueryProgrammeArgs>`
  query Programme($stage: ID!, $nextToken: String) {
    programme(stage: $stage, nextToken: $nextToken) { sessions ${session} nextToken }
  }
`;

export const PUT_EVENT = gql<Pick<Mutation, 'putEvent'>, MutationPutEventArgs>`
  mutation PutEvent($input: EventInput!, $expected: Int) { putEvent(input: $input, expected: $expected) ${event} }
`;

export const PUT_STAGE = gql<Pick<Mutation, 'putStage'>, MutationPutStageArgs>`
  mutation PutStage($input: StageInput!, $expected: Int) { putStage(input: $input, expected: $expected) ${stage} }
`;

export const UPDATE_STAGE_TEXT = gql<Pick<Mutation, 'updateStageText'>, MutationUpdateStageTextArgs>`
  mutation UpdateStageText($stage: ID!, $title: [TextInput!]!, $description: [TextInput!]!, $expected: Int!) {
    updateStageText(stage: $stage, title: $title, description: $description, expected: $expected) ${stage}
  }
`;

export const SET_CURTAIN = gql<Pick<Mutation, 'setCurtain'>, MutationSetCurtainArgs>`
  mutation SetCurtain($stage: ID!, $curtain: Curtain!, $expected: Int!) {
    setCurtain(stage: $stage, curtain: $curtain, expected: $expected) ${stage}
  }
`;

export const SET_ALIGNED = gql<Pick<Mutation, 'setAligned'>, MutationSetAlignedArgs>`
  mutation SetAligned($stage: ID!, $aligned: Boolean!, $expected: Int!) {
    setAligned(stage: $stage, aligned: $aligned, expected: $expected) ${stage}
  }
`;

export const CHANNELS = gql<Pick<Query, 'channels'>, Record<string, never>>`
  query Channels { channels { name type ingestEndpoint } }
`;

export const PUT_SOURCES = gql<Pick<Mutation, 'putSources'>, MutationPutSourcesArgs>`
  mutation PutSources($stage: ID!, $sources: [StageSourceInput!]!, $expected: Int!) {
    putSources(stage: $stage, sources: $sources, expected: $expected) ${stage}
  }
`;

export const MOVE_SOURCE = gql<Pick<Mutation, 'moveSource'>, MutationMoveSourceArgs>`
  mutation MoveSource($stage: ID!, $source: ID!, $channel: ID, $url: AWSURL, $expected: Int!) {
    moveSource(stage: $stage, source: $source, channel: $channel, url: $url, expected: $expected) ${stage}
  }
`;

export const PUT_SESSION = gql<Pick<Mutation, 'putSession'>, MutationPutSessionArgs>`
  mutation PutSession($input: SessionInput!, $expected: Int) {
    putSession(input: $input, expected: $expected) ${session}
  }
`;

export const REMOVE_SESSION = gql<Pick<Mutation, 'removeSession'>, MutationRemoveSessionArgs>`
  mutation RemoveSession($id: ID!, $expected: Int!) { removeSession(id: $id, expected: $expected) ${session} }
`;

export const START_SESSION = gql<Pick<Mutation, 'startSession'>, MutationStartSessionArgs>`
  mutation StartSession($stage: ID!, $session: ID!, $expected: Int!) {
    startSession(stage: $stage, session: $session, expected: $expected) ${stage}
  }
`;

export const END_SESSION = gql<Pick<Mutation, 'endSession'>, MutationEndSessionArgs>`
  mutation EndSession($stage: ID!, $expected: Int!) { endSession(stage: $stage, expected: $expected) ${stage} }
`;
