import type { BallotInput, Survey, SurveyInput } from '#graphql/schema.generated';
import { type EventUnderTest, en } from './event-under-test.ts';
import { type GraphqlAnswer, graphql } from './stack.ts';

const FIELDS =
  'id version state resultsShown openedAt closesAt takesUntil closedAt undo { act until } certificate { ballots digest }';
const PUT = `mutation ($input: SurveyInput!) { act: putSurvey(input: $input) { ${FIELDS} } }`;
const READ = `query ($stage: ID!) { surveys(stage: $stage) { ${FIELDS} } }`;
const CAST = `mutation ($input: BallotInput!) {
  castBallot(input: $input) { survey choices text castAt prev { choices text } prevAt }
}`;

/** Acts that take the survey and the version that was seen, and nothing else. */
type Act = 'open' | 'show' | 'hide' | 'end' | 'withdraw' | 'undo';
const MUTATIONS: Record<Act, string> = {
  open: 'openSurvey',
  show: 'showResults',
  hide: 'hideResults',
  end: 'endSurvey',
  withdraw: 'withdrawSurvey',
  undo: 'undoSurvey',
};

export interface Cast {
  castBallot: { survey: string; choices: string[]; text: string | null; castAt: string; prev: object | null } | null;
}

/** A survey of one test's own on its event's stage, and an operator who acts on it as it is now. */
export class SurveyUnderTest {
  readonly event: EventUnderTest;
  readonly id: string;
  readonly stage: string;

  private constructor(event: EventUnderTest, stage: string, slug: string) {
    this.event = event;
    this.stage = stage;
    this.id = `${event.stage(stage)}.${slug}`;
  }

  /** Puts a SINGLE with the options `a`, `b` and `c`, shown after closing, unless told otherwise. */
  static async put(
    event: EventUnderTest,
    slug: string,
    { stage = 'main', ...changes }: Partial<SurveyInput> & { stage?: string } = {},
  ): Promise<SurveyUnderTest> {
    const survey = new SurveyUnderTest(event, stage, slug);
    const options = ['a', 'b', 'c'].map((id) => ({ id, label: en(`option ${id}`) }));
    const input = { id: survey.id, order: 1, kind: 'SINGLE', question: en(slug), options, policy: 'AFTER_CLOSE' };
    await survey.#acted(graphql(event.operator, PUT, { input: { ...input, ...changes } }));
    return survey;
  }

  async read(): Promise<Survey> {
    const { data } = await graphql<{ surveys: Survey[] }>(this.event.operator, READ, {
      stage: this.event.stage(this.stage),
    });
    const survey = data?.surveys.find(({ id }) => id === this.id);
    if (!survey) throw new Error(`there is no ${this.id}`);
    return survey;
  }

  async act(act: Act): Promise<Survey> {
    const { version } = await this.read();
    const field = MUTATIONS[act];
    return this.#acted(
      graphql(
        this.event.operator,
        `mutation ($survey: ID!, $expected: Int!) { act: ${field}(survey: $survey, expected: $expected) { ${FIELDS} } }`,
        { survey: this.id, expected: version },
      ),
    );
  }

  async close(show: boolean): Promise<Survey> {
    const { version } = await this.read();
    return this.#acted(
      graphql(
        this.event.operator,
        `mutation ($survey: ID!, $show: Boolean!, $expected: Int!) {
          act: closeSurvey(survey: $survey, show: $show, expected: $expected) { ${FIELDS} }
        }`,
        { survey: this.id, show, expected: version },
      ),
    );
  }

  /** Answers with the token of a viewer. */
  cast(viewer: string, input: Partial<BallotInput>): Promise<GraphqlAnswer<Cast>> {
    return graphql<Cast>(viewer, CAST, { input: { survey: this.id, choices: ['a'], requestId: 'r1', ...input } });
  }

  async #acted(answer: Promise<GraphqlAnswer<{ act: Survey }>>): Promise<Survey> {
    const { data, errors } = await answer;
    if (!data?.act || errors.length > 0) throw new Error(JSON.stringify(errors));
    return data.act;
  }
}
