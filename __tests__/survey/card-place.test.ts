import type { LiveState, LiveSurvey } from '#graphql/schema.generated';
import { surveyOnPage } from '../../spa/src/survey/survey-on-page.ts';
import { settle } from '../live/fake-time.ts';
import { setUp } from '../live/feed-set-up.ts';

const NOON = Date.parse('2026-11-20T12:00:00.000Z');
const withSurvey = (survey: LiveSurvey | null): LiveState => ({ stage: 'e.a', seq: 1, survey });

describe('the survey on the page', () => {
  it.each(['OPEN', 'CLOSED'] as const)('is there while it is %s', (state) => {
    const survey = { id: 'e.a.q', state };
    expect(surveyOnPage(withSurvey(survey), NOON)).toBe(survey);
  });

  it('is told to be withdrawn for a minute', () => {
    const survey: LiveSurvey = { id: 'e.a.q', state: 'WITHDRAWN', withdrawnAt: '2026-11-20T12:00:00.000Z' };
    expect(surveyOnPage(withSurvey(survey), NOON + 59_999)).toBe(survey);
    expect(surveyOnPage(withSurvey(survey), NOON + 60_000)).toBeNull();
  });

  it('is none before there is one', () => {
    expect(surveyOnPage(null, NOON)).toBeNull();
    expect(surveyOnPage(withSurvey(null), NOON)).toBeNull();
  });
});

describe('the answers of a free text', () => {
  const answer = (text: string) => ({ id: text, text, count: 1 });
  const asking = (id: string, answers: string | null): Partial<LiveState> => ({
    survey: { id, state: 'CLOSED', answers },
  });

  it('come with the snapshot, stay until newer ones are there, and are not another survey’s', async () => {
    const { start, snapshot, state, push, files, view, time } = setUp();
    snapshot(state(1, asking('e.a.q', 'h1')), { h1: { answers: [answer('Costs')] } });
    await start();
    expect(view().answers).toEqual([answer('Costs')]);
    push(state(2, asking('e.a.q', 'h2')));
    await settle();
    expect(view().answers).toEqual([answer('Costs')]);
    files.set('/text/e.a/h2.json', { kind: 'found', body: { answers: [answer('Testing')] } });
    await time.pass(2_000);
    expect(view().answers).toEqual([answer('Testing')]);
    push(state(3, asking('e.a.other', 'h3')));
    expect(view().answers).toEqual([]);
    push(state(4, asking('e.a.other', null)));
    expect(view().answers).toEqual([]);
  });
});
