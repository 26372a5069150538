import { deskApi } from '../../local/act/desk-api.ts';
import { list, perform } from '../../local/act/perform.ts';
import { sessionOf } from '../../local/act/place.ts';
import { synthesise } from '../synthesised-stack.ts';

const place = {
  stack: 'butai-dev',
  account: '123456789012',
  // Nobody listens there: what is refused is refused before anything is asked.
  endpoint: 'http://127.0.0.1:9',
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  session: 'local',
};
const stack = synthesise();
const desk = deskApi({ json: JSON.parse(stack.text), baseDir: '/' }, place);

describe('What can be done without the API', () => {
  it('is what the desk does in a show', () => {
    const usual = ['openSurvey', 'closeSurvey', 'showResults', 'hideResults', 'endSurvey', 'withdrawSurvey'];
    const others = ['startSession', 'endSession', 'setCurtain', 'updateStageText', 'moveSource', 'putEvent'];
    expect([...desk.acts.keys()]).toEqual(expect.arrayContaining([...usual, ...others]));
  });

  it.each([
    ['castBallot', /no act of operators/],
    ['publishLiveState', /no act of operators/],
    ['reviewAnswer', /needs ballot_table.*nothing but the table butai-dev-stage/],
    ['dropEverything', /no such act/],
  ])('is not %s', async (name, reason) => {
    await expect(perform(desk, 'local', name, [])).rejects.toThrow(reason);
  });

  it('is listed, beside what is not and why', () => {
    const lines = list(desk);
    expect(lines).toContain('openSurvey --survey ID --expected NUMBER');
    expect(lines.find((line) => line.startsWith('castBallot'))).toMatch(/no act of operators/);
  });
});

describe('Who acts', () => {
  it('is the name under which somebody took the role on', () => {
    const arn = 'arn:aws:sts::123456789012:assumed-role/butai-prod-break-glass/kaori@example.test';
    expect(sessionOf(arn, 'butai-prod')).toEqual({ account: '123456789012', session: 'kaori@example.test' });
  });

  it.each([
    'arn:aws:iam::123456789012:user/kaori',
    'arn:aws:sts::123456789012:assumed-role/butai-dev-break-glass/kaori@example.test',
    'arn:aws:sts::123456789012:assumed-role/Administrator/kaori@example.test',
  ])('is nobody with the credentials of %s', (arn) => {
    expect(() => sessionOf(arn, 'butai-prod')).toThrow(/Take on the role butai-prod-break-glass first/);
  });
});
