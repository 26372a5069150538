import { gql } from '@urql/core';
import type {
  Mutation,
  MutationCloseSurveyArgs,
  MutationCopySurveyArgs,
  MutationCorrectSurveyArgs,
  MutationEndSurveyArgs,
  MutationExtendSurveyArgs,
  MutationHideResultsArgs,
  MutationOpenSurveyArgs,
  MutationPutSurveyArgs,
  MutationRemoveSurveyArgs,
  MutationResetSurveyArgs,
  MutationReviewAnswerArgs,
  MutationShowResultsArgs,
  MutationUndoSurveyArgs,
  MutationWithdrawSurveyArgs,
  Query,
  QueryAnswersArgs,
  QueryBallotsArgs,
  QuerySurveysArgs,
  QueryTallyArgs,
} from '#graphql/schema.generated';

/* As the desk's other documents: each selects every field of what it asks for. */

const text = '{ lang value }';
const counts = '{ option count }';
const tokens = '{ age ballots }';
const clusters = '{ id ballots newTokens }';
const survey = `{
  id stage order kind question ${text} options { id label ${text} } minChoices maxChoices policy changes electorate seconds
  state resultsShown openedAt closesAt takesUntil closedAt endedAt withdrawnAt copyOf undo { act until }
  answersShown answersRejected
  certificate { ballots counts ${counts} closedAt countedAt late foreign tokens ${tokens} clusters ${clusters} digest }
  edited version updatedAt updatedBy
}`;

export const SURVEYS = gql<Pick<Query, 'surveys'>, QuerySurveysArgs>`
  query Surveys($stage: ID!) { surveys(stage: $stage) ${survey} }
`;

export const TALLY = gql<Pick<Query, 'tally'>, QueryTallyArgs>`
  query Tally($survey: ID!) {
    tally(survey: $survey) {
      results { survey status ballots counts ${counts} answers { id text count } }
      asOf degraded late foreign tokens ${tokens} clusters ${clusters}
    }
  }
`;

export const ANSWERS = gql<Pick<Query, 'answers'>, QueryAnswersArgs>`
  query Answers($survey: ID!, $nextToken: String) {
    answers(survey: $survey, nextToken: $nextToken) { answers { id text count firstAt review } nextToken }
  }
`;

export const BALLOTS = gql<Pick<Query, 'ballots'>, QueryBallotsArgs>`
  query Ballots($survey: ID!, $nextToken: String) {
    ballots(survey: $survey, nextToken: $nextToken) { ballots { voter castAt choices text verdict } nextToken }
  }
`;

export const PUT_SURVEY = gql<Pick<Mutation, 'putSurvey'>, MutationPutSurveyArgs>`
  mutation PutSurvey($input: SurveyInput!, $expected: Int) { putSurvey(input: $input, expected: $expected) ${survey} }
`;

export const REMOVE_SURVEY = gql<Pick<Mutation, 'removeSurvey'>, MutationRemoveSurveyArgs>`
  mutation RemoveSurvey($survey: ID!, $expected: Int!) { removeSurvey(survey: $survey, expected: $expected) ${survey} }
`;

export const COPY_SURVEY = gql<Pick<Mutation, 'copySurvey'>, MutationCopySurveyArgs>`
  mutation CopySurvey($survey: ID!, $copy: ID!) { copySurvey(survey: $survey, copy: $copy) ${survey} }
`;

export const CORRECT_SURVEY = gql<Pick<Mutation, 'correctSurvey'>, MutationCorrectSurveyArgs>`
  mutation CorrectSurvey($survey: ID!, $question: [TextInput!]!, $options: [SurveyOptionInput!], $expected: Int!) {
    correctSurvey(survey: $survey, question: $question, options: $options, expected: $expected) ${survey}
  }
`;

export const OPEN_SURVEY = gql<Pick<Mutation, 'openSurvey'>, MutationOpenSurveyArgs>`
  mutation OpenSurvey($survey: ID!, $expected: Int!) { openSurvey(survey: $survey, expected: $expected) ${survey} }
`;

export const EXTEND_SURVEY = gql<Pick<Mutation, 'extendSurvey'>, MutationExtendSurveyArgs>`
  mutation ExtendSurvey($survey: ID!, $seconds: Int!, $expected: Int!) {
    extendSurvey(survey: $survey, seconds: $seconds, expected: $expected) ${survey}
  }
`;

export const CLOSE_SURVEY = gql<Pick<Mutation, 'closeSurvey'>, MutationCloseSurveyArgs>`
  mutation CloseSurvey($survey: ID!, $show: Boolean!, $expected: Int!) {
    closeSurvey(survey: $survey, show: $show, expected: $expected) ${survey}
  }
`;

export const SHOW_RESULTS = gql<Pick<Mutation, 'showResults'>, MutationShowResultsArgs>`
  mutation ShowResults($survey: ID!, $expected: Int!) { showResults(survey: $survey, expected: $expected) ${survey} }
`;

export const HIDE_RESULTS = gql<Pick<Mutation, 'hideResults'>, MutationHideResultsArgs>`
  mutation HideResults($survey: ID!, $expected: Int!) { hideResults(survey: $survey, expected: $expected) ${survey} }
`;

export const END_SURVEY = gql<Pick<Mutation, 'endSurvey'>, MutationEndSurveyArgs>`
  mutation EndSurvey($survey: ID!, $expected: Int!) { endSurvey(survey: $survey, expected: $expected) ${survey} }
`;

export const WITHDRAW_SURVEY = gql<Pick<Mutation, 'withdrawSurvey'>, MutationWithdrawSurveyArgs>`
  mutation WithdrawSurvey($survey: ID!, $expected: Int!) {
    withdrawSurvey(survey: $survey, expected: $expected) ${survey}
  }
`;

export const UNDO_SURVEY = gql<Pick<Mutation, 'undoSurvey'>, MutationUndoSurveyArgs>`
  mutation UndoSurvey($survey: ID!, $expected: Int!) { undoSurvey(survey: $survey, expected: $expected) ${survey} }
`;

export const RESET_SURVEY = gql<Pick<Mutation, 'resetSurvey'>, MutationResetSurveyArgs>`
  mutation ResetSurvey($survey: ID!, $copy: ID!, $expected: Int!) {
    resetSurvey(survey: $survey, copy: $copy, expected: $expected) ${survey}
  }
`;

export const REVIEW_ANSWER = gql<Pick<Mutation, 'reviewAnswer'>, MutationReviewAnswerArgs>`
  mutation ReviewAnswer($survey: ID!, $answer: ID!, $review: AnswerReview!, $expected: Int!) {
    reviewAnswer(survey: $survey, answer: $answer, review: $review, expected: $expected) ${survey}
  }
`;
