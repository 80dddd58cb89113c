import type { OutboxEntry, OutboxRecord } from '../store/outbox.js';

/**
 * Delivers one bundle of entries as one message. Returns entries to be delivered as a result, if any. If it throws,
 * delivery is tried again, except after an `Undeliverable`.
 */
export type Carrier = (bundle: readonly OutboxRecord[], signal: AbortSignal) => Promise<readonly OutboxEntry[] | void>;

/** The carrier for each kind of entry. */
export type Carriers = Readonly<Record<string, Carrier>>;

/** The message can never be delivered, so trying again would only annoy. */
export class Undeliverable extends Error {
  override readonly name = 'Undeliverable';
}
