import { createHash } from 'node:crypto';
import { childIds, type StreamRecord } from '../stream-shards.ts';
import type { ShardConsumer } from './shard-consumer.ts';

/** Starts a consumer of the shard with this id, which takes up nothing before `after`. */
export type Consume = (shardId: string, after: Promise<void>) => ShardConsumer;

/** A shard as a mapping reads it. Once it is split its two children get what is written from then on, when all that it had before is done. */
export class Shard {
  readonly id: string;
  readonly #consume: Consume;
  readonly #consumer: ShardConsumer;
  #children: [Shard, Shard] | undefined;
  #received = 0;

  constructor(id: string, consume: Consume, after: Promise<void> = Promise.resolve()) {
    this.id = id;
    this.#consume = consume;
    this.#consumer = consume(id, after);
  }

  /** How many records were written to it itself. */
  get received() {
    return this.#received;
  }

  /** This shard, or what it was split into. */
  leaves(): Shard[] {
    return this.#children?.flatMap((child) => child.leaves()) ?? [this];
  }

  /** A busy partition is split between sort keys too, so rows that share one may part; a row stays with its like. */
  push(record: StreamRecord): void {
    if (this.#children) this.#children[sideOf(record, this.id)].push(record);
    else {
      this.#received += 1;
      this.#consumer.push(record);
    }
  }

  /** Ends it as a leaf. Does nothing to a shard that was split before. */
  split(): void {
    if (this.#children) return;
    const drained = this.#consumer.idle().then(() => this.#consumer.stop());
    const [left, right] = childIds(this.id);
    this.#children = [new Shard(left, this.#consume, drained), new Shard(right, this.#consume, drained)];
  }

  async idle(): Promise<void> {
    await this.#consumer.idle();
    for (const child of this.#children ?? []) await child.idle();
  }

  async stop(): Promise<void> {
    await Promise.all([this.#consumer, ...(this.#children ?? [])].map((each) => each.stop()));
  }
}

/** Another hash than the one that dealt the rows out to shards, or one side would get them all. */
function sideOf({ dynamodb: { Keys } }: StreamRecord, id: string): 0 | 1 {
  const hash = createHash('sha256').update(`${id} ${JSON.stringify(Keys)}`);
  return (hash.digest().readUInt8() & 1) === 0 ? 0 : 1;
}
