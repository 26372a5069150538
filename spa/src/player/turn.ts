/** Of all tabs of this browser, one plays. */
export interface Turn {
  /** Whether it is this tab's now; another's is left alone. */
  ask(): Promise<boolean>;
  /** Takes it from whichever tab has it. */
  take(): Promise<boolean>;
  release(): void;
}

const NAME = 'butai.playing';

/** Held by a lock, which ends with its tab. Without locks (an old browser, or no secure page) every tab has its turn. */
export function makeTurn(locks: LockManager | undefined, lost: () => void): Turn {
  let release = () => {};

  const hold = async (options: LockOptions): Promise<boolean> => {
    if (!locks) return true;
    return new Promise((answer, fail) => {
      const held = locks.request(NAME, options, (lock) => {
        answer(lock !== null);
        return lock && new Promise<void>((done) => (release = done));
      });
      held.catch((cause: DOMException) => {
        if (cause.name !== 'AbortError') return fail(cause);
        release = () => {};
        lost();
      });
    });
  };

  return {
    ask: () => hold({ ifAvailable: true }),
    take: () => hold({ steal: true }),
    release: () => release(),
  };
}
