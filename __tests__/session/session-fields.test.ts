import { sessionInput, withoutSpeaker } from '../../spa/src/session/session-fields.ts';

const place = { zone: 'Asia/Tokyo', languages: ['ja', 'en'] };
const fields = {
  kind: 'TALK',
  'title.en': 'Counting votes',
  'title.ja': ' ',
  startsAt: '2026-11-21T18:30',
  endsAt: '2026-11-21T19:10',
  'speakers.0.name.en': 'Minori Sato',
  'speakers.0.name.ja': '佐藤 みのり',
  'speakers.1.name.en': 'Daniel Okafor',
  'speakers.1.affiliation.en': 'Stagehands',
};

describe('a session’s form', () => {
  it('sends what is typed, without the languages that say nothing', () => {
    const { input } = sessionInput('matsuri.main.votes', fields, place);
    expect(input).toEqual({
      id: 'matsuri.main.votes',
      kind: 'TALK',
      title: [{ lang: 'en', value: 'Counting votes' }],
      description: [],
      speakers: [
        {
          name: [
            { lang: 'ja', value: '佐藤 みのり' },
            { lang: 'en', value: 'Minori Sato' },
          ],
          affiliation: [],
        },
        { name: [{ lang: 'en', value: 'Daniel Okafor' }], affiliation: [{ lang: 'en', value: 'Stagehands' }] },
      ],
      startsAt: '2026-11-21T09:30:00.000Z',
      endsAt: '2026-11-21T10:10:00.000Z',
    });
  });

  it('keeps a text in a language that the event does not have', () => {
    const { input } = sessionInput('a.b.c', { ...fields, 'title.ko': '투표' }, place);
    expect(input?.title.map(({ lang }) => lang)).toEqual(['en', 'ko']);
  });

  it.each([
    ['INVALID_ID', 'Matsuri.main.votes', {}],
    ['INVALID_TEXT', 'a.b.c', { 'title.en': '' }],
    ['TEXT_TOO_LONG', 'a.b.c', { 'title.en': 'x'.repeat(201) }],
    ['INVALID_TIMES', 'a.b.c', { endsAt: '2026-11-21T18:30' }],
    ['INVALID_TIMES', 'a.b.c', { startsAt: '' }],
    ['INVALID_TEXT', 'a.b.c', { 'speakers.1.name.en': '' }],
  ])('says %s before anything is sent', (code, id, change) => {
    expect(sessionInput(id, { ...fields, ...change }, place)).toEqual({ input: null, wrong: code });
  });

  it('moves the others up when a speaker is taken out', () => {
    const left = { ...fields, ...withoutSpeaker(fields, 0) };
    expect(sessionInput('a.b.c', left, place).input?.speakers).toEqual([
      { name: [{ lang: 'en', value: 'Daniel Okafor' }], affiliation: [{ lang: 'en', value: 'Stagehands' }] },
    ]);
  });
});
