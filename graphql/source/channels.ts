/** Stands in resolver code for how many channels the pool has; synthesis puts the number in (modules/api). */
export const CHANNELS: number = '__CHANNELS__' as unknown as number;

/** As many names as there are channels at most: APPSYNC_JS has no loop that counts. */
const NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20];

/** The names of the pool's channels, in order: `c1`, `c2` … */
export const CHANNEL_NAMES: string[] = NUMBERS.filter((n) => n <= CHANNELS).map((n) => `c${n}`);
