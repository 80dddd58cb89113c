import type { OutboxEntry, OutboxRecord } from '../store/outbox.js';

/**
 * Delivers one bundle of entries, as one message. Gives what is to be delivered because of it, or nothing. What it
 * throws is tried again, an `Undeliverable` never.
 */
export type Carrier = (bundle: readonly OutboxRecord[], signal: AbortSignal) => Promise<readonly OutboxEntry[] | void>;

/** For each kind of entry who delivers it. */
export type Carriers = Readonly<Record<string, Carrier>>;

/** Nobody will ever take this: to try again would only annoy. */
export class Undeliverable extends Error {
  override readonly name = 'Undeliverable';
}
