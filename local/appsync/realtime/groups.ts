import type { PreparedDocument } from '../execution/documents.ts';
import type { Caller } from '../identity/caller.ts';
import type { SubscriptionFilter } from '../javascript/invocation.ts';
import type { Connection } from './connection.ts';

/** What one subscription asks for, checked and ready to be joined with equal ones. */
export interface Subscription {
  field: string;
  query: string;
  prepared: PreparedDocument;
  operationName?: string | null;
  variables: Record<string, unknown>;
  /** The arguments given; omitted ones are absent. Without a filter they must equal the payload's fields. */
  args: Record<string, unknown>;
  filter?: SubscriptionFilter;
  invalidationFilter?: SubscriptionFilter;
  caller: Caller;
  /** Equal for subscriptions to which every payload looks the same. */
  selection: string;
}

/** Subscriptions of one field that match alike and look alike. */
export interface Group extends Omit<Subscription, 'invalidationFilter'> {
  members: Set<Subscriber>;
}

export interface Subscriber {
  id: string;
  /** The id as JSON, in bytes: what a data frame is completed with. */
  idJson: Buffer;
  connection: Connection;
  expiresAt?: number;
  invalidationFilter?: SubscriptionFilter;
  group: Group;
}

/** All subscriptions, by field and group: a publish looks at groups, never at subscribers. */
export class Groups {
  readonly #byField = new Map<string, Map<string, Group>>();
  #subscribers = 0;

  join(subscription: Subscription, id: string, connection: Connection): Subscriber {
    const { field, args, filter, selection, invalidationFilter, caller } = subscription;
    const key = JSON.stringify([selection, filter ?? args]);
    const groups = this.#byField.get(field) ?? new Map<string, Group>();
    this.#byField.set(field, groups);
    const group = groups.get(key) ?? { ...subscription, members: new Set() };
    groups.set(key, group);
    const idJson = Buffer.from(JSON.stringify(id), 'utf8');
    const subscriber = { id, idJson, connection, expiresAt: caller.expiresAt, invalidationFilter, group };
    group.members.add(subscriber);
    this.#subscribers += 1;
    return subscriber;
  }

  leave(subscriber: Subscriber): void {
    const { group } = subscriber;
    if (!group.members.delete(subscriber)) return;
    this.#subscribers -= 1;
    if (group.members.size > 0) return;
    const groups = this.#byField.get(group.field);
    for (const [key, other] of groups ?? []) if (other === group) groups?.delete(key);
  }

  of(field: string): Iterable<Group> {
    return this.#byField.get(field)?.values() ?? [];
  }

  *all(): Iterable<Group> {
    for (const groups of this.#byField.values()) yield* groups.values();
  }

  counts(): { subscriptions: number; groups: number } {
    let groups = 0;
    for (const ofField of this.#byField.values()) groups += ofField.size;
    return { subscriptions: this.#subscribers, groups };
  }
}
