import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { ApiError } from '../../../server/src/api-error.js';
import { openSqliteStore } from '../../../server/src/store/sqlite/sqlite-store.js';
import type { Store } from '../../../server/src/store/store.js';
import { threadKey } from '../../../server/src/store/thread-key.js';
import { wilsonLowerBound } from '../../../server/src/store/wilson.js';
import { aSubmission } from '../support/a-submission.js';
import { decide } from '../support/decide.js';
import { temporaryFolder } from '../support/fixture.js';

const site = '';
const thread = threadKey('a thread');

interface Row {
  id: string;
  parent: string | null;
  status: string;
  body: string;
  rating: number | null;
  pinned: number;
  visitor: string | null;
  up: number;
  down: number;
  descendants: number;
  listing: number;
  helpful: number;
}

/** What the rows themselves come to, beside what is kept of it. */
const recount = (database: DatabaseSync) => {
  const rows = <T>(sql: string) => database.prepare(sql).all() as T[];
  const comments = rows<Row>('select * from comments');
  const votes = rows<{ comment: string; value: number }>('select * from votes');
  const sources = rows<{ visitor: string; source: string; stars: number; version: number }>(
    'select * from rating_sources order by version',
  );
  const parents = new Map(comments.map(({ id, parent }) => [id, parent]));
  const descendants = new Map<string, number>();
  for (const { parent, status } of comments) {
    if (status !== 'published') continue;
    for (let above = parent; above !== null; above = parents.get(above)!)
      descendants.set(above, (descendants.get(above) ?? 0) + 1);
  }
  const listingOf = ({ id, parent, status, pinned }: Row) => {
    if (status !== 'published' && !descendants.has(id)) return 0;
    return parent !== null ? 2 : pinned ? 3 : 1;
  };
  const ratings = new Map(sources.map(({ visitor, stars }) => [visitor, stars]));
  const of = (id: string, value: number) => votes.filter((vote) => vote.comment === id && vote.value === value).length;
  // Taken back by its author, and empty. What a moderator deleted may come back, with its votes.
  const gone = ({ status, body }: Row) => status === 'deleted' && body === '';
  return {
    kept: {
      thread: rows('select total, pinned, stars_1, stars_2, stars_3, stars_4, stars_5 from threads')[0],
      comments: comments.map(({ id, descendants, listing, up, down }) => [id, descendants, listing, up, down]),
      helpful: comments.filter((row) => !gone(row)).map(({ id, helpful }) => [id, helpful]),
      rated: sources
        .filter(({ source }) => source !== 'rating')
        .map(({ visitor, source, stars }) => [visitor, source, stars]),
    },
    counted: {
      thread: {
        total: comments.filter(({ status }) => status === 'published').length,
        pinned: comments.filter((row) => listingOf(row) === 3).length,
        ...Object.fromEntries(
          [1, 2, 3, 4, 5].map((stars) => [`stars_${stars}`, [...ratings.values()].filter((s) => s === stars).length]),
        ),
      },
      comments: comments.map((row) => {
        const cast = gone(row) ? [0, 0] : [of(row.id, 1), of(row.id, -1)];
        return [row.id, descendants.get(row.id) ?? 0, listingOf(row), ...cast];
      }),
      helpful: comments.filter((row) => !gone(row)).map(({ id }) => [id, wilsonLowerBound(of(id, 1), of(id, -1))]),
      rated: comments
        .filter(({ status, rating }) => status === 'published' && rating !== null)
        .map(({ id, visitor, rating }) => [visitor ?? id, id, rating]),
    },
  };
};

/** Numbers from 0 to below `below`, the same for the same seed. */
const randomBy = (seed: number) => (below: number) => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed % below;
};

/** A root with two replies, one of which waits, and a little that is done to them: pinned, held and listed by turns. */
const playOut = async (store: Store, random: (below: number) => number, ids: string[]): Promise<void> => {
  const now = Date.now();
  const by = { visitor: 'visitor 0', now };
  const root = await store.comments.submit(aSubmission({ ...by, rating: 4 }));
  const parent = root.comment.id;
  const reply = await store.comments.submit(aSubmission({ ...by, parent }));
  const waiting = await store.comments.submit(aSubmission({ ...by, parent, reasons: [{ code: 'all' }] }));
  ids.push(reply.comment.id, waiting.comment.id, parent);
  const text = { body: 'Held', html: '<p>Held</p>', renderer: 1 };
  const own = { site, ...by };
  const operations = [
    () => decide(store, 'pin', parent, now),
    () =>
      store.comments.edit({ ...own, id: parent, window: 1e9, text, ratingRequired: false, reasons: [{ code: 'all' }] }),
    () => decide(store, 'approve', parent, now),
    () => decide(store, 'approve', waiting.comment.id, now),
    () => store.comments.remove({ ...own, id: reply.comment.id }),
  ];
  for (let index = 0; index < 6; index++) {
    await operations[random(operations.length)]!().catch(onlyRefused);
  }
};

const onlyRefused = (error: unknown): void => {
  if (!(error instanceof ApiError)) throw error;
};

const held = [{ code: 'all' }] as const;

/** Does something that is allowed or not, to some comment by somebody. */
const doSomething = async (store: Store, random: (below: number) => number, ids: string[]): Promise<void> => {
  const now = Date.now();
  const visitor = `visitor ${random(4) === 0 ? 1 : 0}`;
  // Few at a time, so that much happens to each.
  const id = ids.at(-1 - random(4)) ?? 'none';
  const stars = (1 + random(5)) as 1 | 2 | 3 | 4 | 5;
  const own = { site, id, visitor, now };
  const text = { body: 'New', html: '<p>New</p>', renderer: 1 };
  const submit = async (parent?: string) => {
    const reasons = random(3) === 0 ? held : [];
    const rating = parent === undefined && random(2) === 0 ? stars : undefined;
    const by = random(4) === 0 ? null : visitor;
    const { comment } = await store.comments.submit(aSubmission({ parent, rating, reasons, visitor: by, now }));
    ids.push(comment.id);
  };
  const rating = [undefined, null, stars][random(3)];
  const operations = [
    () => (random(4) === 0 ? submit(id) : decide(store, 'approve', id, now)),
    () =>
      store.comments.edit({
        ...own,
        window: 1e9,
        text,
        rating,
        ratingRequired: false,
        reasons: random(2) === 0 ? held : [],
      }),
    () => store.comments.remove(own),
    () => store.comments.vote({ ...own, value: ([1, 0, -1] as const)[random(3)]! }),
    () => store.comments.rate({ site, thread, threadId: 'a thread', visitor, value: rating ?? null, now }),
    () => decide(store, 'approve', id, now),
    () => decide(store, random(3) > 0 ? 'pin' : 'unpin', id, now),
    () => decide(store, (['hold', 'spam', 'delete'] as const)[random(3)]!, id, now),
  ];
  await operations[random(operations.length)]!();
};

test.each([1, 2, 3, 18])(
  'whatever happens, what is counted is what the rows come to: %i',
  async (seed) => {
    const path = join(await temporaryFolder(), 'starling.db');
    const store = await openSqliteStore({ path });
    onTestFinished(() => store.close());
    const database = new DatabaseSync(path);
    onTestFinished(() => database.close());
    const random = randomBy(seed);
    const ids: string[] = [];
    let done = 0;
    for (let step = 0; step < 40; step++) {
      // A thread has few pins: those of the step before make room.
      for (const id of ids.slice(-20)) await decide(store, 'unpin', id).catch(onlyRefused);
      await playOut(store, random, ids);
      for (let index = 0; index < 8; index++) {
        const refused = await doSomething(store, random, ids).then(
          () => false,
          (error: unknown) => error instanceof ApiError || Promise.reject(error),
        );
        done += Number(!refused);
      }
      const { kept, counted } = recount(database);
      const byText = (a: unknown, b: unknown) => (String(a) < String(b) ? -1 : 1);
      expect({ ...kept, rated: kept.rated.toSorted(byText) }).toEqual({
        ...counted,
        thread: { ...counted.thread },
        rated: counted.rated.toSorted(byText),
      });
    }
    expect(done).toBeGreaterThan(100);
  },
  60_000,
);
