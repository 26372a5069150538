import { gql } from '@urql/core';
import type {
  Ballot,
  BallotInput,
  Mutation,
  MutationCastBallotArgs,
  Query,
  QueryMyBallotArgs,
  QueryResultsArgs,
  SurveyResults,
} from '#graphql/schema.generated';
import { type Api, makeApi } from '../desk/api.ts';
import { Refusal } from '../desk/refusal.ts';
import type { ConfigSource } from '../live/config.ts';

/** What a viewer's page asks of the API about surveys. All reject with a `Refusal`. */
export interface SurveyApi {
  cast(input: BallotInput): Promise<Ballot>;
  myBallot(survey: string): Promise<Ballot | null>;
  results(survey: string): Promise<SurveyResults | null>;
}

const ballot = '{ survey choices text castAt prev { choices text } prevAt }';

export const CAST_BALLOT = gql<Pick<Mutation, 'castBallot'>, MutationCastBallotArgs>`
  mutation CastBallot($input: BallotInput!) { castBallot(input: $input) ${ballot} }
`;

export const MY_BALLOT = gql<Pick<Query, 'myBallot'>, QueryMyBallotArgs>`
  query MyBallot($survey: ID!) { myBallot(survey: $survey) ${ballot} }
`;

export const RESULTS = gql<Pick<Query, 'results'>, QueryResultsArgs>`
  query Results($survey: ID!) {
    results(survey: $survey) { survey status ballots counts { option count } answers { id text count } }
  }
`;

/** The API by HTTP, with the viewer's token. */
export function makeSurveyApi(config: ConfigSource, token: () => Promise<{ readonly token: string }>): SurveyApi {
  async function api(): Promise<Api> {
    const { graphql } = await config.load().catch((cause: unknown) => {
      throw new Refusal('UNREACHABLE', {}, cause);
    });
    return makeApi({ url: graphql.url, token: async () => (await token()).token });
  }
  return {
    cast: async (input) => {
      const { castBallot } = await (await api()).act(CAST_BALLOT, { input });
      if (!castBallot) throw new Refusal('FAULT');
      return castBallot;
    },
    myBallot: async (survey) => (await (await api()).ask(MY_BALLOT, { survey })).myBallot ?? null,
    results: async (survey) => (await (await api()).ask(RESULTS, { survey })).results ?? null,
  };
}
