import { readProgramme } from '#graphql/programme/read-programme';

const COLUMNS = [
  ...['kind', 'stage', 'id', 'starts', 'ends', 'zone', 'title_ja', 'title_en'],
  ...['survey', 'options_ja', 'options_en', 'choices', 'results', 'seconds', 'changes', 'electorate'],
] as const;
type Cells = Partial<Record<(typeof COLUMNS)[number], string>>;

const row = (cells: Cells): string => COLUMNS.map((column) => `"${cells[column] ?? ''}"`).join(',');
const EVENT = row({
  kind: 'EVENT',
  id: 'matsuri',
  starts: '2026-11-20 18:00',
  ends: '2026-11-21 18:00',
  zone: 'Asia/Tokyo',
  title_ja: '雲まつり',
  title_en: 'Cloud Matsuri',
});
const STAGES = ['main', 'side'].map((id) => row({ kind: 'STAGE', id, title_en: id })).join('\n');
const SURVEY: Cells = {
  kind: 'SURVEY',
  stage: 'main',
  id: 'first',
  title_ja: '最初に見るのは?',
  title_en: 'What first?',
  survey: 'SINGLE',
  options_ja: 'ログ; 空',
  options_en: 'The log; The sky',
};
const file = (...surveys: Cells[]): string => [COLUMNS.join(), EVENT, STAGES, ...surveys.map(row)].join('\n');
const surveysOf = (...surveys: Cells[]) => {
  const read = readProgramme(file(...surveys));
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.programme.surveys;
};
const both = (ja: string, en: string) => [
  { lang: 'ja', value: ja },
  { lang: 'en', value: en },
];

describe('a survey in a spreadsheet', () => {
  it('needs little: the rest is what most surveys are', () => {
    expect(surveysOf(SURVEY)).toEqual([
      {
        id: 'matsuri.main.first',
        stage: 'matsuri.main',
        order: 1,
        kind: 'SINGLE',
        question: both('最初に見るのは?', 'What first?'),
        options: [
          { id: 'a', label: both('ログ', 'The log') },
          { id: 'b', label: both('空', 'The sky') },
        ],
        minChoices: 1,
        maxChoices: 1,
        policy: 'AFTER_CLOSE',
        changes: true,
        electorate: 'EVERYBODY',
        seconds: null,
      },
    ]);
  });

  it('says who sees what when, for how long, and who may answer', () => {
    const cells = { results: 'operator_only', seconds: '60', changes: 'no', electorate: 'EARLIER' };
    expect(surveysOf({ ...SURVEY, ...cells })).toMatchObject([
      { policy: 'OPERATOR_ONLY', seconds: 60, changes: false, electorate: 'EARLIER' },
    ]);
  });

  it.each([
    ['', [1, 3]],
    ['2', [2, 2]],
    ['1-2', [1, 2]],
    ['2 – 3', [2, 3]],
    ['1〜2', [1, 2]],
  ])('of several choices takes as many as "%s" says', (choices, [minChoices, maxChoices]) => {
    const options = { options_ja: '一; 二; 三', options_en: 'One; Two; Three' };
    expect(surveysOf({ ...SURVEY, ...options, survey: 'multiple', choices })).toMatchObject([
      { minChoices, maxChoices },
    ]);
  });

  it.each([
    ['in a line each', 'ログ\n空', 'The log\nThe sky'],
    ['with semicolons of Japanese', 'ログ；空', 'The log; The sky;'],
  ])('may have its options %s', (_, options_ja, options_en) => {
    expect(surveysOf({ ...SURVEY, options_ja, options_en })).toEqual(surveysOf(SURVEY));
  });

  it('that is a rating may have words for some of its steps, in any order', () => {
    const rating = {
      ...SURVEY,
      survey: 'RATING',
      options_ja: '5 ＝ よい; 1=いまいち',
      options_en: '1 = Poor; 5 = Good',
    };
    expect(surveysOf(rating)[0]?.options).toEqual([
      { id: '1', label: both('いまいち', 'Poor') },
      { id: '5', label: both('よい', 'Good') },
    ]);
    expect(surveysOf({ ...rating, options_ja: '', options_en: '' })[0]?.options).toEqual([]);
  });

  it('that asks for a text has no options', () => {
    expect(surveysOf({ ...SURVEY, survey: 'TEXT', options_ja: '', options_en: '' })).toMatchObject([
      { kind: 'TEXT', options: [], maxChoices: 1 },
    ]);
  });

  it('has its place among those of its stage', () => {
    const surveys = surveysOf(SURVEY, { ...SURVEY, stage: 'side' }, { ...SURVEY, id: 'second' });
    expect(surveys.map(({ id, order }) => [id, order])).toEqual([
      ['matsuri.main.first', 1],
      ['matsuri.side.first', 1],
      ['matsuri.main.second', 2],
    ]);
  });
});

describe('what is wrong with a survey', () => {
  const thirteen = 'x;'.repeat(13);

  it.each<[string, Cells, [string, string]]>([
    ['no kind of answer', { survey: '' }, ['survey', 'MISSING_CELL']],
    ['another kind of answer', { survey: 'ESSAY' }, ['survey', 'UNKNOWN_WORD']],
    ['no question', { title_ja: '', title_en: '' }, ['title_ja', 'MISSING_CELL']],
    ['a long question', { title_en: 'x'.repeat(201) }, ['title_en', 'TEXT_TOO_LONG']],
    ['a stage without a row', { stage: 'roof' }, ['stage', 'UNKNOWN_STAGE']],
    ['an id that is none', { id: 'A B' }, ['id', 'INVALID_ID']],
    ['no options', { options_ja: '', options_en: '' }, ['options_…', 'INVALID_OPTIONS']],
    ['one option', { options_ja: 'ログ', options_en: 'The log' }, ['options_ja', 'INVALID_OPTIONS']],
    ['too many options', { options_ja: thirteen, options_en: thirteen }, ['options_ja', 'TOO_MANY']],
    ['options of different number', { options_en: 'The log' }, ['options_en', 'UNEQUAL_OPTIONS']],
    ['a long option', { options_en: `${'x'.repeat(81)}; b` }, ['options_en', 'TEXT_TOO_LONG']],
    ['options of a text', { survey: 'TEXT' }, ['options_ja', 'INVALID_OPTIONS']],
    ['a rating without its numbers', { survey: 'RATING', options_en: '' }, ['options_ja', 'INVALID_OPTIONS']],
    [
      'a rating whose languages name other steps',
      { survey: 'RATING', options_ja: '1 = 下', options_en: '2 = low' },
      ['options_en', 'UNEQUAL_OPTIONS'],
    ],
    [
      'a step of a rating twice',
      { survey: 'RATING', options_ja: '1 = 下; 1 = 低', options_en: '' },
      ['options_ja', 'INVALID_OPTIONS'],
    ],
    ['choices that are no number', { survey: 'MULTIPLE', choices: 'some' }, ['choices', 'INVALID_OPTIONS']],
    ['more choices than options', { survey: 'MULTIPLE', choices: '1-3' }, ['choices', 'INVALID_OPTIONS']],
    ['several choices of a single one', { choices: '2' }, ['choices', 'INVALID_OPTIONS']],
    ['another policy', { results: 'NEVER' }, ['results', 'UNKNOWN_WORD']],
    ['another electorate', { electorate: 'FRIENDS' }, ['electorate', 'UNKNOWN_WORD']],
    ['neither yes nor no', { changes: 'perhaps' }, ['changes', 'UNKNOWN_WORD']],
    ['a time that is no number', { seconds: '1 min' }, ['seconds', 'INVALID_SECONDS']],
    ['a time that is too short', { seconds: '4' }, ['seconds', 'INVALID_SECONDS']],
    ['times of its own', { starts: '2026-11-20 18:00' }, ['starts', 'UNUSED_CELL']],
  ])('is told once, by line and column: %s', (_, cells, [column, code]) => {
    const read = readProgramme(file({ ...SURVEY, ...cells }));
    const problems = 'problems' in read ? read.problems : [];
    expect(problems.map((problem) => [problem.line, problem.column, problem.code])).toEqual([[5, column, code]]);
  });

  it('is told where another row has its id, also a session', () => {
    const talk: Cells = {
      kind: 'TALK',
      stage: 'main',
      id: 'first',
      title_en: 'x',
      starts: '2026-11-20 18:00',
      ends: '2026-11-20 19:00',
    };
    const read = readProgramme(file(talk, SURVEY));
    expect(read).toMatchObject({ problems: [{ line: 6, column: 'id', code: 'DUPLICATE_ID' }] });
  });

  it('is told where a stage has too many', () => {
    const surveys = Array.from({ length: 102 }, (_, i) => ({ ...SURVEY, id: `s${i}` }));
    const read = readProgramme(file(...surveys));
    expect(read).toMatchObject({ problems: [{ line: 105, column: 'kind', code: 'TOO_MANY' }] });
  });

  it('is told where other rows have what only surveys use', () => {
    const broken = file(SURVEY).replace(
      STAGES,
      `${STAGES}\n${row({ kind: 'STAGE', id: 'x', title_en: 'x', survey: 'TEXT' })}`,
    );
    expect(readProgramme(broken)).toMatchObject({ problems: [{ line: 5, column: 'survey', code: 'UNUSED_CELL' }] });
  });
});
