import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Row {
  payload: AdapterPayload;
  endsAt: number;
}

/** Sessions, codes and refresh tokens, in memory and until they run out. */
export function createStorage(graceSeconds: number, now: () => number = Date.now): (kind: string) => Adapter {
  const rows = new Map<string, Row>();

  return (kind) => {
    const key = (id: string) => `${kind}:${id}`;
    const find = (id: string) => {
      const row = rows.get(key(id));
      if (row && row.endsAt > now()) return row;
      rows.delete(key(id));
      return undefined;
    };
    const where = (test: (payload: AdapterPayload) => boolean) =>
      [...rows].filter(([name, { payload }]) => name.startsWith(`${kind}:`) && test(payload));

    return {
      async upsert(id, payload, expiresIn) {
        rows.set(key(id), { payload, endsAt: expiresIn ? now() + expiresIn * 1000 : Number.POSITIVE_INFINITY });
      },
      find: async (id) => find(id)?.payload,
      findByUid: async (uid) => where((payload) => payload.uid === uid)[0]?.[1].payload,
      findByUserCode: async () => undefined,
      async consume(id) {
        const row = find(id);
        if (!row) return;
        // A rotated refresh token goes on for the grace period and is then unknown; Cognito takes nothing else back with it.
        if (kind === 'RefreshToken') row.endsAt = Math.min(row.endsAt, now() + graceSeconds * 1000);
        else row.payload = { ...row.payload, consumed: Math.floor(now() / 1000) };
      },
      async destroy(id) {
        rows.delete(key(id));
      },
      async revokeByGrantId(grantId) {
        for (const [name] of where((payload) => payload.grantId === grantId)) rows.delete(name);
      },
    };
  };
}
