import { pino } from 'pino';
import { describe, expect, onTestFinished, test } from 'vitest';
import { mostAttempts, backOff } from '../../../server/src/outbox/back-off.js';
import { Undeliverable, type Carrier } from '../../../server/src/outbox/carrier.js';
import { runOutbox } from '../../../server/src/outbox/run-outbox.js';
import { createOutbox } from '../../../server/src/service/outbox.js';
import { openStore } from '../../../server/src/store/open-store.js';
import type { OutboxEntry } from '../../../server/src/store/outbox.js';
import type { Store } from '../../../server/src/store/store.js';
import { newDatabase } from '../support/new-database.js';

const noon = Date.parse('2026-01-01T12:00:00Z');
const minute = 60_000;

const anEntry = (change: Partial<OutboxEntry> = {}): OutboxEntry => ({
  site: 'blog',
  kind: 'letter',
  recipient: 'ada@example.org',
  content: { word: 'hello' },
  ...change,
});

const opened = async (address?: string): Promise<Store> => {
  const store = await openStore(address ?? (await newDatabase()));
  onTestFinished(() => store.close());
  return store;
};

/** Delivers by hand, at a time that the test sets. */
const running = (store: Store, carrier: Carrier, log: object[] = []) => {
  const clock = { time: noon };
  const logger = pino({ level: 'warn' }, { write: (line: string) => void log.push(JSON.parse(line) as object) });
  const carriers = { letter: carrier };
  const outbox = runOutbox({ store, carriers: () => carriers, logger, now: () => clock.time, interval: 1e6 });
  onTestFinished(() => outbox.stop());
  return { clock, log, ...outbox };
};

const list = async (store: Store) => (await createOutbox(store, () => noon).list('all')).entries;

describe('the outbox', () => {
  test('delivers each entry once, and then has forgotten it', async () => {
    const store = await opened();
    await store.outbox.add([anEntry(), anEntry({ content: { word: 'again' } })], noon);
    const words: unknown[] = [];
    const { deliver } = running(store, async ([entry]) => void words.push(entry!.content.word));
    await deliver();
    await deliver();
    expect(words.toSorted()).toEqual(['again', 'hello']);
    expect(await list(store)).toEqual([]);
  });

  test('tries again later what failed, each time after a longer wait, and in the end gives it up where all see it', async () => {
    const store = await opened();
    await store.outbox.add([anEntry()], noon);
    let tries = 0;
    const { clock, deliver, log } = running(store, async () => {
      tries++;
      throw new Error('451 try later, <ada@example.org>');
    });
    await deliver();
    await deliver();
    expect(tries).toBe(1);
    const [waiting] = await list(store);
    expect(waiting).toMatchObject({ state: 'waiting', attempts: 1, error: '451 try later, <ada@example.org>' });
    const wait = Date.parse(waiting!.dueAt) - noon;
    expect(wait).toBeGreaterThanOrEqual(0.75 * minute);
    expect(wait).toBeLessThanOrEqual(1.25 * minute);
    for (let attempt = 0; attempt < 20; attempt++) {
      clock.time += 24 * 60 * minute;
      await deliver();
    }
    expect(tries).toBe(mostAttempts);
    expect(await list(store)).toMatchObject([{ state: 'dead', attempts: mostAttempts }]);
    expect(log.at(-1)).toMatchObject({ level: 50, kind: 'letter', site: 'blog' });
    expect(JSON.stringify(log)).not.toContain('ada@');
  });

  test('waits no two times alike, and no longer than a day', () => {
    const waits = Array.from({ length: mostAttempts }, (_, index) => backOff(index + 1, 0.5));
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits[0]).toBe(minute);
    expect(Math.max(...waits)).toBe(12 * 60 * minute);
    expect(backOff(3, 0)).not.toBe(backOff(3, 1));
  });

  test('gives up at once what nobody will ever take, and tries it again when its owner says so', async () => {
    const store = await opened();
    await store.outbox.add([anEntry(), anEntry({ site: 'shop' })], noon);
    let tries = 0;
    const { deliver } = running(store, async () => {
      if (++tries <= 2) throw new Undeliverable('550 no such person');
    });
    await deliver();
    expect(await store.read(({ outbox }) => outbox.counts('all'))).toEqual({ waiting: 0, dead: 2, oldest: null });
    expect(await createOutbox(store, () => noon).retry(['shop'])).toBe(1);
    await deliver();
    expect(tries).toBe(3);
    expect(await list(store)).toMatchObject([{ site: 'blog', state: 'dead' }]);
  });

  test('takes entries of one bundle that are due together as one message', async () => {
    const store = await opened();
    const bundle = 'digest';
    const later = anEntry({ bundle, dueAt: noon + minute });
    await store.outbox.add([...Array.from({ length: 250 }, () => anEntry({ bundle })), later, anEntry()], noon);
    const sizes: number[] = [];
    const { clock, deliver } = running(store, async (entries) => void sizes.push(entries.length));
    await deliver();
    expect(sizes.toSorted((a, b) => a - b)).toEqual([1, 250]);
    clock.time += minute;
    await deliver();
    expect(sizes).toHaveLength(3);
  });

  test('puts in what follows from a delivery as one with taking it out', async () => {
    const store = await opened();
    await store.outbox.add([anEntry({ content: { word: 'first' } })], noon);
    const words: unknown[] = [];
    const { deliver } = running(store, async ([entry]) => {
      words.push(entry!.content.word);
      return entry!.content.word === 'first' ? [anEntry({ content: { word: 'second' } })] : [];
    });
    await deliver();
    expect(words).toEqual(['first', 'second']);
  });

  test('drops what came too late to be of use, and leaves alone what nobody here delivers', async () => {
    const store = await opened();
    await store.outbox.add([anEntry({ expiresAt: noon + minute }), anEntry({ kind: 'parcel' })], noon);
    let tries = 0;
    const { clock, deliver } = running(store, async () => {
      tries++;
      throw new Error('not now');
    });
    await deliver();
    clock.time += 5 * minute;
    await store.outbox.add([anEntry()], noon);
    await deliver();
    expect(tries).toBe(2);
    expect((await list(store)).map(({ kind }) => kind).toSorted()).toEqual(['letter', 'parcel']);
  });

  test('is emptied by several processes together, each entry by one of them', async () => {
    const address = await newDatabase();
    const stores = await Promise.all([opened(address), opened(address), opened(address)]);
    await stores[0]!.outbox.add(
      Array.from({ length: 120 }, (_, index) => anEntry({ content: { index } })),
      noon,
    );
    const delivered: unknown[] = [];
    const carrier: Carrier = async ([entry]) => {
      await new Promise((resolve) => setTimeout(resolve, 2));
      delivered.push(entry!.content.index);
    };
    await Promise.all(stores.map((store) => running(store, carrier).deliver()));
    expect(delivered.toSorted((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 120 }, (_, i) => i));
  });

  test('has what a killed process was about to deliver tried again by another', async () => {
    const store = await opened();
    await store.outbox.add([anEntry()], noon);
    const claim = { kinds: ['letter'], limit: 5, now: noon, until: noon + 5 * minute };
    expect(await store.outbox.claim(claim)).toHaveLength(1);
    let tries = 0;
    const { clock, deliver } = running(store, async () => void tries++);
    await deliver();
    expect(tries).toBe(0);
    clock.time += 6 * minute;
    await deliver();
    expect(tries).toBe(1);
  });

  test('ends what is under way when it is stopped, gives back what takes too long, and begins nothing', async () => {
    const store = await opened();
    await store.outbox.add([anEntry()], noon);
    let begun = 0;
    const outbox = running(store, async (_, signal) => {
      begun++;
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('cut off'))));
    });
    const delivering = outbox.deliver();
    await expect.poll(() => begun).toBe(1);
    await outbox.stop(20);
    await delivering;
    expect(await list(store)).toMatchObject([{ attempts: 0, state: 'waiting', error: null }]);
    await outbox.deliver();
    expect(begun).toBe(1);
  });

  test('forgets the dead after a month', async () => {
    const store = await opened();
    await store.outbox.add([anEntry()], noon);
    await running(store, async () => {
      throw new Undeliverable('550');
    }).deliver();
    await store.purge(noon + 29 * 24 * 60 * minute);
    expect(await list(store)).toHaveLength(1);
    await store.purge(noon + 31 * 24 * 60 * minute);
    expect(await list(store)).toEqual([]);
  });
});
