import type { S3Client } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { makeSnapshotStore } from '../../lambdas/live/snapshot-store.ts';
import { makeFakeS3 } from './fake-s3.ts';

const KEY = 'live/matsuri26.main.json';
const make = (step?: (what: string) => Promise<unknown>) => {
  const s3 = makeFakeS3(step);
  return { s3, store: makeSnapshotStore(s3.client, 'live') };
};
/** Does something once, just before the command of that name acts. */
const onceBefore = (name: string, act: () => void) => {
  let done = false;
  return async (what: string) => {
    if (done || what !== `${name} arrives`) return;
    done = true;
    act();
  };
};

describe('a snapshot', () => {
  it('is put where there is none, to be asked for again after a second', async () => {
    const { s3, store } = make();
    await expect(store.putIfNewer(KEY, '{"a":1}', 3)).resolves.toBe(true);
    expect(s3.objects.get(KEY)?.input).toMatchObject({
      Bucket: 'live',
      Body: '{"a":1}',
      CacheControl: 'max-age=1',
      ContentType: 'application/json',
      IfNoneMatch: '*',
    });
  });

  it.each([
    ['lower', 2],
    ['the same', 3],
  ])('stays where its own number is %s', async (_, seq) => {
    const { s3, store } = make();
    await store.putIfNewer(KEY, 'three', 3);
    await expect(store.putIfNewer(KEY, 'other', seq)).resolves.toBe(false);
    expect(s3.objects.get(KEY)?.body).toBe('three');
  });

  it('replaces exactly the older one that was seen', async () => {
    const { s3, store } = make();
    await store.putIfNewer(KEY, 'three', 3);
    const { etag } = s3.objects.get(KEY)!;
    await expect(store.putIfNewer(KEY, 'four', 4)).resolves.toBe(true);
    expect(s3.objects.get(KEY)).toMatchObject({ body: 'four', input: { IfMatch: etag } });
  });

  it('replaces one that was repaired by hand and carries no number', async () => {
    const { s3, store } = make();
    s3.put({ Bucket: 'live', Key: KEY, Body: 'repaired' });
    await expect(store.putIfNewer(KEY, 'one', 1)).resolves.toBe(true);
  });

  it.each([
    ['a newer one came first', 9, 'nine', false],
    ['an older one came first', 2, 'mine', true],
  ])('starts over when it lost a race: %s', async (_, theirs, expected, put) => {
    const { s3, store } = make(
      onceBefore('PutObjectCommand', () =>
        s3.put({ Bucket: 'live', Key: KEY, Body: 'nine', Metadata: { seq: String(theirs) } }),
      ),
    );
    await expect(store.putIfNewer(KEY, 'mine', 5)).resolves.toBe(put);
    expect(s3.objects.get(KEY)?.body).toBe(expected);
  });

  it('starts over when another put is under way, or what it saw is gone', async () => {
    for (const [name, status] of [
      ['ConditionalRequestConflict', 409],
      ['NoSuchKey', 404],
    ] as const) {
      const { s3, store } = make(onceBefore('PutObjectCommand', () => s3.refuse(name, status)));
      await expect(store.putIfNewer(KEY, 'mine', 5)).resolves.toBe(true);
    }
  });

  it('is put for the first time where S3 says 403 for what is not there', async () => {
    const { s3, store } = make(onceBefore('HeadObjectCommand', () => s3.refuse('Forbidden', 403)));
    await expect(store.putIfNewer(KEY, 'mine', 1)).resolves.toBe(true);
  });

  it('gives up when it loses every time', async () => {
    const { s3, store } = make(async (what) => {
      if (what === 'PutObjectCommand arrives') s3.refuse('PreconditionFailed', 412);
    });
    await expect(store.putIfNewer(KEY, 'mine', 1)).rejects.toThrow('6 times in a row');
  });

  it('fails with what S3 says for any other reason', async () => {
    const { s3, store } = make(onceBefore('PutObjectCommand', () => s3.refuse('SlowDown', 503)));
    await expect(store.putIfNewer(KEY, 'mine', 1)).rejects.toThrow('SlowDown');
  });

  it('never goes backwards and ends at the highest number, in whatever order puts meet', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.uniqueArray(fc.nat(50), { minLength: 2, maxLength: 4 }), async (s, seqs) => {
        const history: number[] = [];
        const s3 = makeFakeS3(async (what) => {
          await s.schedule(Promise.resolve(), what);
          const seq = Number(s3.objects.get(KEY)?.input.Metadata?.seq ?? -1);
          if (history.at(-1) !== seq) history.push(seq);
        });
        const store = makeSnapshotStore(s3.client, 'live');
        await s.waitFor(Promise.all(seqs.map((seq) => store.putIfNewer(KEY, String(seq), seq))));
        expect(history).toEqual(history.toSorted((a, b) => a - b));
        expect(s3.objects.get(KEY)?.body).toBe(String(Math.max(...seqs)));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a text file', () => {
  it('is put to be kept for ever', async () => {
    const { s3, store } = make();
    await store.putText('text/matsuri26.main/0a.json', '[]', new AbortController().signal);
    expect(s3.objects.get('text/matsuri26.main/0a.json')?.input).toMatchObject({
      Body: '[]',
      CacheControl: 'public, max-age=31536000, immutable',
      ContentType: 'application/json',
    });
  });

  it('is given up with its publish, however much time it has of its own', async () => {
    const publish = new AbortController();
    let signal: AbortSignal | undefined;
    const send = async (_: unknown, options?: { abortSignal?: AbortSignal }) => {
      signal = options?.abortSignal;
    };
    const store = makeSnapshotStore({ send } as unknown as S3Client, 'live', publish.signal);
    await store.putText('text/matsuri26.main/0a.json', '[]', new AbortController().signal);
    expect(signal?.aborted).toBe(false);
    publish.abort();
    expect(signal?.aborted).toBe(true);
  });
});
