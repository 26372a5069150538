import { checkStage, checkStageText, stagesInOrder } from '#graphql/stage/stage';

const name = [{ lang: 'ja', value: '大舞台' }];

describe('a stage', () => {
  it('passes as it should be', () => {
    expect(checkStage({ id: 'matsuri.main', order: 1, name })).toBeNull();
  });

  it.each([
    ['id', { id: 'matsuri', order: 1, name }, 'INVALID_ID'],
    ['order', { id: 'matsuri.main', order: 0, name }, 'INVALID_ORDER'],
    ['order', { id: 'matsuri.main', order: 100, name }, 'INVALID_ORDER'],
    ['name', { id: 'matsuri.main', order: 1, name: [] }, 'INVALID_TEXT'],
    ['name', { id: 'matsuri.main', order: 1, name: [{ lang: 'ja', value: 'x'.repeat(61) }] }, 'TEXT_TOO_LONG'],
  ])('is refused for its %s: %j', (field, input, code) => {
    expect(checkStage(input)).toMatchObject({ field, code });
  });

  it('may have no text of its own', () => {
    expect(checkStageText([], [])).toBeNull();
  });

  it('has a description of at most 4,000 characters per language', () => {
    expect(checkStageText([], [{ lang: 'ja', value: '文'.repeat(4000) }])).toBeNull();
    expect(checkStageText([], [{ lang: 'ja', value: '文'.repeat(4001) }])).toMatchObject({
      code: 'TEXT_TOO_LONG',
      field: 'description',
    });
  });
});

it('stages come by their place, then by their id', () => {
  const stages = [
    { id: 'e.z', order: 10 },
    { id: 'e.b', order: 2 },
    { id: 'e.a', order: 2 },
  ];
  expect(stagesInOrder(stages).map(({ id }) => id)).toEqual(['e.a', 'e.b', 'e.z']);
});
