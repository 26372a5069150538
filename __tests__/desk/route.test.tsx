import {
  deskPath,
  deskRouteOf,
  newEventPath,
  newSessionPath,
  playbackPath,
  sourcesPath,
  textPath,
} from '../../spa/src/desk/route.ts';

describe('the desk’s addresses', () => {
  it.each([
    ['/admin', { page: 'events' }],
    ['/admin/', { page: 'events' }],
    [newEventPath, { page: 'new-event' }],
    [deskPath('matsuri'), { page: 'event', event: 'matsuri' }],
    [deskPath('matsuri.main'), { page: 'stage', stage: 'matsuri.main', panel: { kind: 'run' } }],
    [textPath('matsuri.main'), { page: 'stage', stage: 'matsuri.main', panel: { kind: 'text' } }],
    [sourcesPath('matsuri.main'), { page: 'stage', stage: 'matsuri.main', panel: { kind: 'sources' } }],
    [playbackPath('matsuri.main'), { page: 'stage', stage: 'matsuri.main', panel: { kind: 'playback' } }],
    [newSessionPath('matsuri.main'), { page: 'stage', stage: 'matsuri.main', panel: { kind: 'new' } }],
    [deskPath('matsuri.main.text'), { panel: { kind: 'session', session: 'matsuri.main.text' } }],
  ])('%s leads to its place', (path, place) => {
    expect(deskRouteOf(path)).toMatchObject(place);
  });
});
