const TRIES = 5;

/**
 * As `fetch`; a connection that the server closed while it was idle is no answer, and the request that met that was not read. Only for what may be sent
 * twice.
 */
export async function fetchAgain(url: string, init: RequestInit): Promise<Response> {
  for (let tries = 1; ; tries++) {
    try {
      return await fetch(url, init);
    } catch (error) {
      const { code } = ((error as Error).cause ?? {}) as NodeJS.ErrnoException;
      if (tries === TRIES || (code !== 'ECONNRESET' && code !== 'UND_ERR_SOCKET')) throw error;
    }
  }
}
