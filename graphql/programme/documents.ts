import type { Act } from './plan-import.ts';

const TEXTS = '{ lang value }';
const EVENT = `id title ${TEXTS} notice ${TEXTS} startsAt endsAt zone languages access state version updatedAt`;
const STAGE = `id order name ${TEXTS} title ${TEXTS} description ${TEXTS} curtain session version updatedAt`;
const SESSION = `id stage kind title ${TEXTS} description ${TEXTS} speakers { name ${TEXTS} affiliation ${TEXTS} } startsAt endsAt startedAt endedAt edited version updatedAt`;

const SURVEY = `id stage order kind question ${TEXTS} options { id label ${TEXTS} } minChoices maxChoices policy changes electorate seconds state edited version updatedAt`;

export const READ_EVENT = `query ImportEvent($id: ID!) { event(id: $id) { ${EVENT} } stages(event: $id) { ${STAGE} } }`;

export const READ_PROGRAMME = `query ImportProgramme($stage: ID!, $nextToken: String) { programme(stage: $stage, nextToken: $nextToken) { sessions { ${SESSION} } nextToken } }`;

export const READ_SURVEYS = `query ImportSurveys($stage: ID!) { surveys(stage: $stage) { ${SURVEY} } }`;

/** What each act sends. Nothing is asked back but that it was done. */
export const MUTATIONS: Record<Act['mutation'], string> = {
  putEvent:
    'mutation ImportPutEvent($input: EventInput!, $expected: Int) { putEvent(input: $input, expected: $expected) { id } }',
  putStage:
    'mutation ImportPutStage($input: StageInput!, $expected: Int) { putStage(input: $input, expected: $expected) { id } }',
  putSession:
    'mutation ImportPutSession($input: SessionInput!, $expected: Int, $origin: Origin) { putSession(input: $input, expected: $expected, origin: $origin) { id } }',
  putSurvey:
    'mutation ImportPutSurvey($input: SurveyInput!, $expected: Int, $origin: Origin) { putSurvey(input: $input, expected: $expected, origin: $origin) { id } }',
};
