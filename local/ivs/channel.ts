import { randomBytes } from 'node:crypto';
import { Audience } from './audience.ts';
import { healthChange, type IvsEvent, limitBreach, stateChange } from './events.ts';
import { IvsError } from './ivs-error.ts';
import { Stream } from './stream.ts';
import type { StreamKey, StreamKeys } from './stream-keys.ts';

/** What Terraform says of a channel. */
export interface ChannelSettings {
  arn: string;
  name: string;
  playbackUrl: string;
  ingestEndpoint: string;
  latencyMode: string;
  type: string;
  authorized: boolean;
  recordingConfigurationArn: string;
}

export interface ChannelOptions {
  settings: ChannelSettings;
  keys: StreamKeys;
  /** When segment 0 began, in milliseconds since 1970. */
  epoch: number;
  now: () => number;
  publish: (event: IvsEvent) => void;
}

/** Encoders such as OBS come back by themselves when they are thrown out. */
const RECONNECT_MS = 3_000;

/** A channel, whoever broadcasts on it, and whoever watches. */
export class Channel {
  readonly settings: ChannelSettings;
  readonly audience = new Audience();
  readonly #options: ChannelOptions;
  #stream: Stream | undefined;
  #ended: Stream | undefined;
  #viewers: number | undefined;
  #reconnecting: NodeJS.Timeout | undefined;

  constructor(options: ChannelOptions) {
    this.settings = options.settings;
    this.#options = options;
  }

  /** The stream that is being broadcast. */
  get stream(): Stream | undefined {
    return this.#stream;
  }

  /** The last one that was. */
  get ended(): Stream | undefined {
    return this.#ended;
  }

  /** @throws IvsError ChannelNotBroadcasting */
  get broadcast(): Stream {
    if (!this.#stream) {
      throw new IvsError('ChannelNotBroadcasting', `[${this.settings.arn}] is not currently online`);
    }
    return this.#stream;
  }

  /** What GetStream says: whoever asks for playlists, or what was set. −1 is "timed out, ask again". */
  get viewerCount(): number {
    return this.#viewers ?? this.audience.count(this.#options.now());
  }

  /** @param count undefined counts those who watch */
  setViewerCount(count: number | undefined): void {
    this.#viewers = count;
  }

  /**
   * An encoder connects. Nothing happens where one is connected already.
   * @param key the stream key's value; left out, the right one
   * @throws IvsError when the key is not the channel's
   */
  start(key?: string): void {
    const { keys, epoch, now } = this.#options;
    clearTimeout(this.#reconnecting);
    if (this.#stream) return;
    const right: StreamKey | undefined = keys.of(this.settings.arn);
    if (!right || (key !== undefined && key !== right.value)) {
      throw new IvsError('ValidationException', `${this.settings.name} has no such stream key`);
    }
    const id = `st-1${randomBytes(16).toString('base64url').replace(/[-_]/g, 'x')}`;
    this.#stream = new Stream({ id, key: right.value, epoch, now: now() });
    this.#tell(this.#stream, stateChange(this.settings, id, 'Session Created'));
    this.#tell(this.#stream, stateChange(this.settings, id, 'Stream Start'));
  }

  /** The encoder disconnects. Nothing happens where none is connected. */
  end(): void {
    const { now } = this.#options;
    clearTimeout(this.#reconnecting);
    const stream = this.#stream;
    if (!stream) return;
    stream.end(now());
    this.#stream = undefined;
    this.#ended = stream;
    this.audience.leave();
    this.#tell(stream, stateChange(this.settings, stream.id, 'Session Ended'));
    this.#tell(stream, stateChange(this.settings, stream.id, 'Stream End'));
  }

  /** Throws the encoder out, as StopStream does: it comes back after three seconds unless its key is gone. @throws IvsError ChannelNotBroadcasting */
  throwOut(): void {
    const { key } = this.broadcast;
    this.end();
    const comeBack = () => {
      if (this.#options.keys.of(this.settings.arn)?.value === key) this.start(key);
    };
    this.#reconnecting = setTimeout(comeBack, RECONNECT_MS).unref();
  }

  /** The encoder stays connected and sends nothing. @throws IvsError ChannelNotBroadcasting */
  starve(): void {
    const stream = this.broadcast;
    if (stream.isStarving) return;
    stream.starve(this.#options.now());
    this.#tell(stream, healthChange(this.settings, stream.id, 'Starvation Start'));
  }

  /** It sends again. @throws IvsError ChannelNotBroadcasting */
  feed(): void {
    const stream = this.broadcast;
    if (!stream.isStarving) return;
    stream.feed(this.#options.now());
    this.#tell(stream, healthChange(this.settings, stream.id, 'Starvation End'));
  }

  /** Something comes in that exceeds a limit. @throws IvsError ChannelNotBroadcasting, or on a limit that there is not */
  exceed(limit: string, by: number): void {
    this.#options.publish(limitBreach(this.settings, this.broadcast.id, limit, by));
  }

  /** Nothing comes back any more. */
  stop(): void {
    clearTimeout(this.#reconnecting);
  }

  /** Events come by the bus, and stay with the broadcast. */
  #tell(stream: Stream, event: IvsEvent): void {
    const name = String(event.detail.event_name);
    stream.note({ name, type: event['detail-type'], at: this.#options.now() });
    this.#options.publish(event);
  }
}
