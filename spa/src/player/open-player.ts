import { serverClock } from '../time/now.ts';
import { type OpenPlayer, Unsupported } from './player.ts';

const HLS = 'application/vnd.apple.mpegurl';

/** The player that this browser can run; its code comes now. Rejects with `Unsupported`, or as the network fails. */
export const openPlayer: OpenPlayer = async (listener) => {
  if ('MediaSource' in globalThis) return (await import('./ivs-player.ts')).makeIvsPlayer(listener);
  if (document.createElement('video').canPlayType(HLS) === '') throw new Unsupported('neither MSE nor HLS');
  return (await import('./native-player.ts')).makeNativePlayer(listener, serverClock);
};
