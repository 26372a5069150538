import { readProgramme } from '#graphql/programme/read-programme';

const HEADER = 'kind,stage,id,starts,ends,zone,title_ja,title_en,description_ja,description_en,speakers_ja,speakers_en';
const EVENT = 'EVENT,,matsuri,2026-11-20T18:00+09:00,2026-11-21T18:00+09:00,Asia/Tokyo,雲まつり,Cloud Matsuri,,,,';
const STAGE = 'STAGE,,main,,,,大舞台,Main stage,,,,';
const TALK =
  'TALK,main,opening,2026-11-20 18:00,2026-11-20 18:30,,開演,Opening,はじまり,It begins,花 (雲社); 空,Hana (Cloud Inc.); Sora';
const file = (...lines: string[]) => lines.join('\n');
const good = file(HEADER, EVENT, STAGE, TALK);

const programmeOf = (text: string) => {
  const read = readProgramme(text);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.programme;
};
const problemsOf = (text: string) => {
  const read = readProgramme(text);
  return 'problems' in read ? read.problems.map(({ line, column, code }) => [line, column, code]) : [];
};
/** The talk with some cells changed, by the names of their columns. */
const talk = (cells: Record<string, string>) => {
  const values = TALK.split(',');
  for (const [name, value] of Object.entries(cells)) values[HEADER.split(',').indexOf(name)] = value;
  return values.join(',');
};

describe('a programme in a spreadsheet', () => {
  it('is read with full ids, stored times, and texts in every language', () => {
    expect(programmeOf(good)).toEqual({
      event: {
        id: 'matsuri',
        title: [
          { lang: 'ja', value: '雲まつり' },
          { lang: 'en', value: 'Cloud Matsuri' },
        ],
        startsAt: '2026-11-20T09:00:00.000Z',
        endsAt: '2026-11-21T09:00:00.000Z',
        zone: 'Asia/Tokyo',
        languages: ['ja', 'en'],
      },
      stages: [
        {
          id: 'matsuri.main',
          order: 1,
          name: [
            { lang: 'ja', value: '大舞台' },
            { lang: 'en', value: 'Main stage' },
          ],
        },
      ],
      sessions: [
        {
          id: 'matsuri.main.opening',
          stage: 'matsuri.main',
          kind: 'TALK',
          title: [
            { lang: 'ja', value: '開演' },
            { lang: 'en', value: 'Opening' },
          ],
          description: [
            { lang: 'ja', value: 'はじまり' },
            { lang: 'en', value: 'It begins' },
          ],
          speakers: [
            {
              name: [
                { lang: 'ja', value: '花' },
                { lang: 'en', value: 'Hana' },
              ],
              affiliation: [
                { lang: 'ja', value: '雲社' },
                { lang: 'en', value: 'Cloud Inc.' },
              ],
            },
            {
              name: [
                { lang: 'ja', value: '空' },
                { lang: 'en', value: 'Sora' },
              ],
              affiliation: [],
            },
          ],
          startsAt: '2026-11-20T09:00:00.000Z',
          endsAt: '2026-11-20T09:30:00.000Z',
        },
      ],
      surveys: [],
    });
  });

  it.each([
    ['a byte order mark', `\uFEFF${good}`],
    ['line ends of Windows', good.replaceAll('\n', '\r\n')],
    ['line ends of old Macs', good.replaceAll('\n', '\r')],
    ['a line end after the last row', `${good}\n`],
    ['blank lines and rows of empty cells', file(HEADER, '', EVENT, ',,,,,,,,,,,', STAGE, '', TALK, '')],
    ['a header in another case', good.replace(HEADER, HEADER.toUpperCase())],
    ['kinds in another case', good.replace('TALK', 'talk')],
    ['white space around cells', good.replaceAll(',', ' , ')],
    ['rows in another order', file(HEADER, TALK, STAGE, EVENT)],
    ['rows without the empty cells at their end', good.replace(/,+$/gm, '')],
    ['a nameless column without content', file(`${HEADER},`, `${EVENT},`, `${STAGE},`, `${TALK},`)],
    ['brackets and semicolons of Japanese', good.replace('花 (雲社); 空', '花（雲社）；空')],
  ])('is the same with %s', (_, text) => {
    expect(programmeOf(text)).toEqual(programmeOf(good));
  });

  it('has its columns in any order', () => {
    const turned = good
      .split('\n')
      .map((line) => line.split(',').reverse().join(','))
      .join('\n');
    expect(programmeOf(turned).event).toMatchObject({ id: 'matsuri', languages: ['en', 'ja'] });
    expect(programmeOf(turned).sessions[0]?.startsAt).toBe('2026-11-20T09:00:00.000Z');
  });

  it('keeps quoted commas, quotes and line breaks of either kind', () => {
    const text = good.replace('It begins', '"Well, ""it"" begins:\r\n\r\nnow"').replaceAll('\n', '\r\n');
    expect(programmeOf(text).sessions[0]?.description[1]?.value).toMatch(/^Well, "it" begins:\n+now$/);
  });

  it('leaves out a language where a cell is empty', () => {
    const [session] = programmeOf(file(HEADER, EVENT, STAGE, talk({ title_en: '', speakers_en: '' }))).sessions;
    expect(session?.title).toEqual([{ lang: 'ja', value: '開演' }]);
    expect(session?.speakers[0]?.name).toEqual([{ lang: 'ja', value: '花' }]);
  });

  it('orders stages as their rows', () => {
    const { stages } = programmeOf(file(HEADER, EVENT, 'STAGE,,naraku,,,,奈落,Naraku', STAGE, TALK));
    expect(stages.map(({ id, order }) => [id, order])).toEqual([
      ['matsuri.naraku', 1],
      ['matsuri.main', 2],
    ]);
  });
});

describe('times', () => {
  const startOf = (starts: string) =>
    programmeOf(file(HEADER, EVENT, STAGE, talk({ starts, ends: '2026-11-21 10:00' }))).sessions[0]?.startsAt;

  it.each([
    ['2026-11-20T19:00+09:00', '10:00'],
    ['2026-11-20T10:00Z', '10:00'],
    ['2026-11-20T10:00:30.5Z', '10:00:30'],
    ['2026-11-20 05:00-0500', '10:00'],
    ['2026-11-20 19:00', '10:00'],
    ['2026-11-20T19:00:00', '10:00'],
    ['2026/11/20 19:00', '10:00'],
  ])('may be written %s', (cell, utc) => {
    expect(startOf(cell)).toBe(`2026-11-20T${utc.padEnd(8, ':00')}.000Z`);
  });

  it.each([
    '20.11.2026 19:00',
    '2026-11-20',
    '19:00',
    '2026-02-30 19:00',
    '2026-11-20 24:00',
    '2026-11-20 19:60',
    '2026-11/20 19:00',
    'soon',
  ])('may not be written %s', (starts) => {
    expect(problemsOf(file(HEADER, EVENT, STAGE, talk({ starts })))).toEqual([[4, 'starts', 'INVALID_TIME']]);
  });

  const inNewYork = (day: string, starts: string) =>
    file(
      HEADER,
      `EVENT,,nyc,${day}T00:00Z,${day.replace(/..$/, '28')}T00:00Z,America/New_York,街,City`,
      STAGE,
      talk({ starts, ends: `${day} 12:00` }),
    );

  it('that clocks skip are reported, and read with their offset', () => {
    expect(problemsOf(inNewYork('2026-03-08', '2026-03-08 02:30'))).toEqual([[4, 'starts', 'SKIPPED_TIME']]);
    expect(problemsOf(inNewYork('2026-03-08', '2026-03-08 02:30-05:00'))).toEqual([]);
    expect(problemsOf(inNewYork('2026-03-08', '2026-03-08 01:59'))).toEqual([]);
    expect(problemsOf(inNewYork('2026-03-08', '2026-03-08 03:00'))).toEqual([]);
  });

  it('that clocks show twice are reported, and read with their offset', () => {
    expect(problemsOf(inNewYork('2026-11-01', '2026-11-01 01:30'))).toEqual([[4, 'starts', 'AMBIGUOUS_TIME']]);
    expect(problemsOf(inNewYork('2026-11-01', '2026-11-01 01:30-04:00'))).toEqual([]);
    expect(problemsOf(inNewYork('2026-11-01', '2026-11-01 02:00'))).toEqual([]);
  });

  it('follow the zone on either side of the change', () => {
    const at = (starts: string) => programmeOf(inNewYork('2026-03-08', starts)).sessions[0]?.startsAt;
    expect(at('2026-03-08 01:00')).toBe('2026-03-08T06:00:00.000Z');
    expect(at('2026-03-08 04:00')).toBe('2026-03-08T08:00:00.000Z');
  });
});

describe('what is wrong with a spreadsheet', () => {
  it.each([
    ['an empty file', '', [1, 'kind', 'MISSING_COLUMN']],
    ['a column that is not known', good.replace('description_en', 'abstract'), [1, 'abstract', 'UNKNOWN_COLUMN']],
    [
      'a language that is none',
      good.replace('description_en', 'description_e'),
      [1, 'description_e', 'UNKNOWN_COLUMN'],
    ],
    ['a column twice', good.replace('speakers_en', 'speakers_ja'), [1, 'speakers_ja', 'DUPLICATE_COLUMN']],
    ['a missing column', good.replace('zone', 'title_fr'), [1, 'zone', 'MISSING_COLUMN']],
    ['texts without titles', good.replace('title_en', 'title_fr'), [1, 'title_en', 'MISSING_COLUMN']],
    ['no event', file(HEADER, STAGE), [1, null, 'MISSING_EVENT']],
    ['two events', file(HEADER, EVENT, EVENT), [3, 'kind', 'SECOND_EVENT']],
    ['no kind', file(HEADER, EVENT, talk({ kind: '' })), [3, 'kind', 'MISSING_CELL']],
    ['another kind', file(HEADER, EVENT, talk({ kind: 'PARTY' })), [3, 'kind', 'UNKNOWN_KIND']],
    ['a stage without a row', file(HEADER, EVENT, STAGE, talk({ stage: 'side' })), [4, 'stage', 'UNKNOWN_STAGE']],
    ['no stage', file(HEADER, EVENT, STAGE, talk({ stage: '' })), [4, 'stage', 'MISSING_CELL']],
    ['an id that is none', file(HEADER, EVENT, STAGE, talk({ id: 'no spaces' })), [4, 'id', 'INVALID_ID']],
    ['an id twice', file(HEADER, EVENT, STAGE, TALK, TALK), [5, 'id', 'DUPLICATE_ID']],
    ['a stage twice', file(HEADER, EVENT, STAGE, STAGE), [4, 'id', 'DUPLICATE_ID']],
    ['no title', file(HEADER, EVENT, STAGE, talk({ title_ja: '', title_en: '' })), [4, 'title_ja', 'MISSING_CELL']],
    ['a long title', file(HEADER, EVENT, STAGE, talk({ title_en: 'x'.repeat(201) })), [4, 'title_en', 'TEXT_TOO_LONG']],
    ['a long name', file(HEADER, EVENT, STAGE.replace('Main', 'x'.repeat(60))), [3, 'title_en', 'TEXT_TOO_LONG']],
    [
      'a long description',
      file(HEADER, EVENT, STAGE, talk({ description_ja: '長'.repeat(4_001) })),
      [4, 'description_ja', 'TEXT_TOO_LONG'],
    ],
    [
      'a long speaker',
      file(HEADER, EVENT, STAGE, talk({ speakers_en: `a (${'x'.repeat(101)}); b` })),
      [4, 'speakers_en', 'TEXT_TOO_LONG'],
    ],
    [
      'speakers of different number',
      file(HEADER, EVENT, STAGE, talk({ speakers_en: 'Hana' })),
      [4, 'speakers_en', 'UNEQUAL_SPEAKERS'],
    ],
    [
      'too many speakers',
      file(HEADER, EVENT, STAGE, talk({ speakers_ja: 'x;'.repeat(11), speakers_en: '' })),
      [4, 'speakers_ja', 'TOO_MANY'],
    ],
    ['no end', file(HEADER, EVENT, STAGE, talk({ ends: '' })), [4, 'ends', 'MISSING_CELL']],
    [
      'an end before the start',
      file(HEADER, EVENT, STAGE, talk({ ends: '2026-11-20 17:59' })),
      [4, 'ends', 'INVALID_TIMES'],
    ],
    [
      'a start before the event',
      file(HEADER, EVENT, STAGE, talk({ starts: '2026-11-20 17:59' })),
      [4, 'starts', 'OUTSIDE_EVENT'],
    ],
    [
      'an end after the event',
      file(HEADER, EVENT, STAGE, talk({ ends: '2027-11-20 18:30' })),
      [4, 'ends', 'OUTSIDE_EVENT'],
    ],
    ['a zone that is none', file(HEADER, EVENT.replace('Asia', 'Mars')), [2, 'zone', 'INVALID_ZONE']],
    [
      'a cell that is not used',
      file(HEADER, EVENT, STAGE.replace(',,,,大', ',2026,,,大')),
      [3, 'starts', 'UNUSED_CELL'],
    ],
    [
      'a description of a stage',
      file(HEADER, EVENT, `${STAGE}`.replace('stage,', 'stage,x')),
      [3, 'description_ja', 'UNUSED_CELL'],
    ],
    ['a cell without a column', `${good},stray`, [4, null, 'UNKNOWN_COLUMN']],
    ['a cell below a nameless column', file(`${HEADER},`, EVENT, STAGE, `${TALK},stray`), [4, null, 'UNKNOWN_COLUMN']],
    ['another encoding', good.replace('開演', '\uFFFD\uFFFD'), [4, 'title_ja', 'NOT_UTF8']],
    ['a quote inside a cell', file(HEADER, EVENT, STAGE, talk({ title_en: 'a "b"' })), [4, null, 'BROKEN_CSV']],
  ])('is told by line and column: %s', (_, text, problem) => {
    expect(problemsOf(text)).toContainEqual(problem);
  });

  it('is told with the line on which its row begins, though rows before it have many lines', () => {
    const long = talk({ id: 'long', description_en: '"one\r\ntwo\r\n\r\nfour"' });
    const bad = talk({ id: 'bad', starts: 'soon' });
    const text = [HEADER, EVENT, '', STAGE, long, '', '', bad].join('\r\n');
    expect(problemsOf(text)).toEqual([[11, 'starts', 'INVALID_TIME']]);
  });

  it('is told with the line on which a quote was opened that is never closed', () => {
    const text = file(HEADER, EVENT, STAGE, talk({ description_en: '"never closed' }), TALK, TALK);
    expect(problemsOf(text)).toEqual([[4, null, 'BROKEN_CSV']]);
  });

  it('is told whole: every problem of every row, in the order of lines', () => {
    const text = file(
      HEADER.replace('zone', 'zone,colour'),
      EVENT,
      STAGE,
      talk({ id: 'A B', title_ja: '', title_en: '', starts: 'soon' }),
      talk({ id: 'b', stage: 'side', ends: '' }),
    );
    const told = problemsOf(
      text.replaceAll(/^(TALK(?:[^,]*,){6})/gm, '$1,').replaceAll(/^((?:EVENT|STAGE)(?:[^,]*,){6})/gm, '$1,'),
    );
    expect(told).toEqual([
      [1, 'colour', 'UNKNOWN_COLUMN'],
      [4, 'id', 'INVALID_ID'],
      [4, 'title_ja', 'MISSING_CELL'],
      [4, 'starts', 'INVALID_TIME'],
      [5, 'stage', 'UNKNOWN_STAGE'],
      [5, 'ends', 'MISSING_CELL'],
    ]);
  });

  it('is told once where a broken zone or event makes other rows unsure', () => {
    expect(problemsOf(good.replace('Asia/Tokyo', 'Asia/Nowhere'))).toEqual([[2, 'zone', 'INVALID_ZONE']]);
    expect(problemsOf(good.replace('2026-11-21T18:00+09:00', 'later'))).toEqual([[2, 'ends', 'INVALID_TIME']]);
  });
});
