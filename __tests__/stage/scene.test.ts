import type { EventState, LiveState } from '#graphql/schema.generated';
import { isOnAir, sceneOf } from '../../spa/src/stage/scene.ts';

const talk = { id: 'e.a.1', kind: 'TALK' as const };
const pause = { id: 'e.a.2', kind: 'BREAK' as const };
const stage = (change: Partial<LiveState>, state: EventState = 'LIVE'): LiveState => ({
  stage: 'e.a',
  seq: 1,
  curtain: 'DOWN',
  event: { id: 'e', state },
  ...change,
});

describe('a stage’s scene', () => {
  it.each([
    ['a draft says nothing but that', stage({ session: talk }, 'DRAFT'), 'unannounced'],
    [
      'a cancelled event has no show, whatever is on air',
      stage({ session: talk, curtain: 'UP' }, 'CANCELLED'),
      'cancelled',
    ],
    ['nor has a postponed one', stage({ next: talk }, 'POSTPONED'), 'postponed'],
    ['an event that is over is over', stage({ next: talk }, 'OVER'), 'over'],
    ['a break is a break, curtain up or down', stage({ session: pause, curtain: 'UP' }), 'break'],
    ['the curtain is up: the picture', stage({ session: talk, curtain: 'UP' }), 'picture'],
    ['also between sessions', stage({ next: talk, curtain: 'UP' }), 'picture'],
    ['a session behind the curtain', stage({ session: talk }), 'down'],
    ['before a session, also in an event that has not begun', stage({ next: talk }, 'ANNOUNCED'), 'starts'],
    ['nothing more to come', stage({}), 'finished'],
  ] as const)('%s', (_case, state, scene) => {
    expect(sceneOf(state, 3)).toBe(scene);
  });

  it('is the closed curtain where nothing was ever planned', () => {
    expect(sceneOf(stage({}), 0)).toBe('down');
  });
});

describe('the lamp', () => {
  it('is lit while a talk is on stage', () => {
    expect(isOnAir(stage({ session: talk }))).toBe(true);
  });

  it.each([
    ['in a break', stage({ session: pause })],
    ['between sessions', stage({ next: talk })],
    ['when the event is over', stage({ session: talk }, 'OVER')],
    ['when it is cancelled', stage({ session: talk }, 'CANCELLED')],
    ['while nothing is known', undefined],
  ])('is dark %s', (_case, state) => {
    expect(isOnAir(state)).toBe(false);
  });
});
