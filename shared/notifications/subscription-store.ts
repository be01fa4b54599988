import type { Delivery, DeliveryAttempt, Subscription } from '../contracts/subscriptions.ts';

/** A subscription with the secret of its signatures, sealed. */
export interface StoredSubscription extends Subscription {
  readonly sealedSecret: string;
}

export interface SubscriptionStore {
  create(subscription: StoredSubscription): Promise<void>;
  /** Consistent; undefined once it has ended. */
  find(id: string): Promise<StoredSubscription | undefined>;
  /** Those of a principal to its own events, newest first. */
  listOwn(principalId: string): Promise<StoredSubscription[]>;
  /** Those of anybody to all events, newest first. */
  listAll(): Promise<StoredSubscription[]>;
  /** Forgets it and its secret; false when it is not there. */
  end(id: string, now: Date): Promise<boolean>;
  /** Notes a failure; since when nothing has succeeded, undefined when it has ended. */
  noteFailure(id: string, at: string): Promise<string | undefined>;
  noteSuccess(id: string): Promise<void>;
  disable(id: string, at: string): Promise<void>;
}

/** Which delivery: the event's time is in its key, so that a listing is in that order. */
export interface DeliveryKey {
  readonly subscriptionId: string;
  readonly eventId: string;
  readonly at: string;
}

export interface DeliveryPage {
  readonly deliveries: readonly Delivery[];
  readonly nextCursor?: string;
}

export interface DeliveryOutcome {
  readonly status: Delivery['status'];
  readonly attempt: DeliveryAttempt;
  readonly nextAttemptAt?: string | undefined;
}

export interface DeliveryStore {
  /** Notes that an event is on its way; one that is there already stays as it is. */
  begin(key: DeliveryKey & { readonly type: string }, now: Date): Promise<void>;
  /** Consistent. */
  find(key: DeliveryKey): Promise<Delivery | undefined>;
  /** What became of the attempt after `attempts` others; changes nothing when that attempt was noted before. */
  note(key: DeliveryKey, attempts: number, outcome: DeliveryOutcome): Promise<void>;
  /** Newest event first. `cursor` is `nextCursor` of the page before. */
  list(
    subscriptionId: string,
    page: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<DeliveryPage>;
}
