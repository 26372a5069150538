import { jest } from '@jest/globals';
import { buildASTSchema, parse, print, validate } from 'graphql';
import { APPSYNC_DECLARATIONS, mergeSchema } from '../../modules/api/merge-schema.ts';
import type { Config } from '../../spa/src/live/config.ts';
import { CAST_BALLOT, MY_BALLOT, makeSurveyApi, RESULTS } from '../../spa/src/survey/survey-api.ts';

const schema = buildASTSchema(parse(APPSYNC_DECLARATIONS + mergeSchema()));
const config = { graphql: { url: 'https://api.test/graphql' } } as Config;
const sources = (load: () => Promise<Config>) => ({ load, spread: () => 30_000, poll: () => 5_000 });
const token = async () => ({ token: 'viewer' });
const input = { survey: 'e.a.q', choices: ['a'], requestId: 'r1' };

function answerWith(body: unknown) {
  const send = jest.fn(async (_url: unknown, _init?: RequestInit) => Response.json(body));
  jest.spyOn(globalThis, 'fetch').mockImplementation(send as typeof fetch);
  return send;
}

afterEach(() => jest.restoreAllMocks());

describe('what a viewer’s page asks about surveys', () => {
  it.each([
    ['castBallot', CAST_BALLOT],
    ['myBallot', MY_BALLOT],
    ['results', RESULTS],
  ])('is valid by the SDL: %s', (_name, document) => {
    expect(validate(schema, parse(print(document))).map(({ message }) => message)).toEqual([]);
  });

  it('goes with the viewer’s token to where the configuration says', async () => {
    const ballot = { survey: 'e.a.q', choices: ['a'], castAt: '2026-11-20T09:00:00.000Z' };
    const send = answerWith({ data: { castBallot: ballot } });
    expect(
      await makeSurveyApi(
        sources(async () => config),
        token,
      ).cast(input),
    ).toMatchObject(ballot);
    const [url, init] = send.mock.calls[0] ?? [];
    expect(url).toBe('https://api.test/graphql');
    expect(new Headers(init?.headers).get('authorization')).toBe('viewer');
    expect(JSON.parse(String(init?.body)).variables).toEqual({ input });
  });

  it('is refused by the code that AppSync gives', async () => {
    answerWith({ data: { castBallot: null }, errors: [{ message: 'no', errorType: 'CAME_TOO_LATE' }] });
    await expect(
      makeSurveyApi(
        sources(async () => config),
        token,
      ).cast(input),
    ).rejects.toMatchObject({
      name: 'Refusal',
      code: 'CAME_TOO_LATE',
    });
  });

  it('is out of reach where the configuration or the token is', async () => {
    const send = answerWith({});
    const nowhere = makeSurveyApi(
      sources(async () => {
        throw new Error('config');
      }),
      token,
    );
    await expect(nowhere.myBallot('e.a.q')).rejects.toMatchObject({ code: 'UNREACHABLE' });
    const nobody = makeSurveyApi(
      sources(async () => config),
      async () => {
        throw new Error('session');
      },
    );
    await expect(nobody.results('e.a.q')).rejects.toMatchObject({ code: 'UNREACHABLE' });
    expect(send).not.toHaveBeenCalled();
  });
});
