/** One stored change. Every subscriber of the topic may read it; the archive gets all of them. */
export interface ChangeMessage {
  readonly kind: 'change';
  /** Ids of the stages whose LiveState has to be published again. */
  readonly stages: readonly string[];
  /** Whether the site's list of events changed. */
  readonly site: boolean;
  readonly record: ChangeRecord;
  /** The images were left out: with them the message would exceed what SNS takes. */
  readonly truncated?: true;
}

export interface ChangeRecord {
  readonly eventID: string;
  readonly eventName: string;
  readonly keys: Row;
  readonly newImage?: Row;
  readonly oldImage?: Row;
  /** When the change was stored, ISO 8601; DynamoDB tells it to the second. */
  readonly at: string;
}

/** A row as JSON: sets are lists, numbers that JavaScript cannot hold are strings. */
export type Row = Record<string, unknown>;

/** "Something routine changed in this window": one for all changes of a stage in it. */
export interface TickMessage {
  readonly kind: 'tick';
  readonly stages: readonly string[];
  readonly site: boolean;
}

export type Message = ChangeMessage | TickMessage;

/** What there is to publish, from the body of a message on one of the `live` queues. Throws on a body that fan-out cannot have sent. */
export const parseMessage = (body: string): Pick<Message, 'kind' | 'stages' | 'site'> => {
  const message: unknown = JSON.parse(body);
  if (!isMessage(message)) throw new Error('not a message of fan-out');
  return message;
};

const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  (value.kind === 'change' || value.kind === 'tick') &&
  'stages' in value &&
  Array.isArray(value.stages) &&
  value.stages.every((stage) => typeof stage === 'string') &&
  'site' in value &&
  typeof value.site === 'boolean';
