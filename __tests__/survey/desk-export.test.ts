import { createHash } from 'node:crypto';
import type { Certificate, ExportedBallot, Survey } from '#graphql/schema.generated';
import { csvOf } from '../../spa/src/desk/csv.ts';
import { ballotLines, ballotsCsv, ballotsJson, resultsCsv, resultsJson } from '../../spa/src/survey/survey-export.ts';
import { aSurvey, aTally } from './fake-surveys.ts';

const AS_OF = '2026-11-20T09:00:05.000Z';
const ballots: ExportedBallot[] = [
  { voter: 'ff', castAt: '2026-11-20T09:00:01.000Z', choices: ['a'], verdict: 'COUNTED' },
  { voter: '0a', castAt: '2026-11-20T09:00:02.000Z', choices: ['a', 'b'], text: '=1+1', verdict: 'LATE' },
];
const digest = createHash('sha256')
  .update('0a\t2026-11-20T09:00:02.000Z\ta,b\t"=1+1"\tLATE\nff\t2026-11-20T09:00:01.000Z\ta\tnull\tCOUNTED\n')
  .digest('hex');
const certificate: Certificate = {
  ballots: 3,
  counts: [
    { option: 'a', count: 1 },
    { option: 'b', count: 2 },
  ],
  closedAt: '2026-11-20T09:00:03.000Z',
  countedAt: '2026-11-20T09:01:03.000Z',
  late: 1,
  foreign: 0,
  tokens: [],
  clusters: [],
  digest,
};
const counted = (survey: Partial<Survey>) => ({
  survey: aSurvey('one', { state: 'CLOSED', ...survey }),
  results: aTally('matsuri.main.one', 30, 70).results,
  asOf: AS_OF,
});
const rows = (csv: string) => csv.replace('\ufeff', '').trimEnd().split('\r\n');

describe('a CSV', () => {
  it('begins with a byte order mark, for Excel', () => {
    expect(csvOf([['a']])).toBe('\ufeffa\r\n');
  });

  it.each(['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', '\t=1'])('runs nothing of %j as a formula', (text) => {
    const [cell = ''] = rows(csvOf([[text]]));
    expect(cell.replace(/^"/, '').startsWith("'")).toBe(true);
  });

  it('keeps commas, quotes and line ends inside their cell', () => {
    expect(csvOf([['a,b', 'say "x"', '1\n2']])).toBe('\ufeff"a,b","say ""x""","1\n2"\r\n');
  });
});

describe('exported results', () => {
  it('have a row for each option with what is counted so far', () => {
    const [head, first, second] = rows(resultsCsv(counted({ state: 'OPEN' })));
    expect(head).toBe(
      'survey,question.en,kind,state,status,option,label.en,count,percent,ballots,openedAt,closedAt,asOf,digest',
    );
    expect(first).toBe(`matsuri.main.one,Question one,SINGLE,OPEN,SO_FAR,a,Logs,30,30,100,,,${AS_OF},`);
    expect(second).toContain(',b,Metrics,70,70,100,');
  });

  it('are the certificate’s once there is one, with its digest', () => {
    const [, first] = rows(resultsCsv(counted({ certificate })));
    expect(first).toContain(',FINAL,a,Logs,1,33,3,');
    expect(first).toContain(digest);
    expect(JSON.parse(resultsJson(counted({ certificate })))).toMatchObject({
      status: 'FINAL',
      ballots: 3,
      counts: certificate.counts,
      certificate: { digest },
    });
  });

  it('of a free text are its shown answers', () => {
    const text = counted({ kind: 'TEXT', options: [] });
    const answers = [{ id: '1', text: '=cmd', count: 2 }];
    const [, first] = rows(resultsCsv({ ...text, results: { ...text.results, counts: null, answers } }));
    expect(first).toContain(",'=cmd,'=cmd,2,,100,");
  });
});

describe('exported ballots', () => {
  it('name their voter by a hash alone', () => {
    expect(rows(ballotsCsv(ballots))).toEqual([
      'voter,castAt,verdict,choices,text',
      'ff,2026-11-20T09:00:01.000Z,COUNTED,a,',
      "0a,2026-11-20T09:00:02.000Z,LATE,a b,'=1+1",
    ]);
  });

  it('carry the certificate', () => {
    const survey = aSurvey('one', { certificate });
    expect(JSON.parse(ballotsJson(survey, ballots))).toMatchObject({ certificate: { digest }, ballots });
  });

  it('come as lines whose SHA-256 is the certificate’s digest', () => {
    expect(createHash('sha256').update(ballotLines(ballots)).digest('hex')).toBe(digest);
  });
});
