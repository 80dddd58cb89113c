import { describe, expect, onTestFinished, test } from 'vitest';
import type { ListedComment, Position } from '../../../server/src/store/records.js';
import type { SubmitRequest } from '../../../server/src/store/comments.js';
import type { Store } from '../../../server/src/store/store.js';
import { threadKey } from '../../../server/src/store/thread-key.js';

const name = { site: 'site', thread: threadKey('a thread') };
const noon = Date.parse('2026-01-01T12:00:00Z');

const aRequest = (change: Partial<SubmitRequest> = {}): SubmitRequest => ({
  ...name,
  threadId: 'a thread',
  author: { name: 'Ada', email: 'ada@example.org' },
  visitor: null,
  text: { body: 'Hello', html: '<p>Hello</p>', renderer: 1 },
  reasons: [],
  now: noon,
  ...change,
});

const find = (store: Store) => store.read(({ threads }) => threads.find(name));

const isKnown = (store: Store, site: string, visitor: string) =>
  store.read(({ visitors }) => visitors.isKnown(site, visitor));

const ids = (comments: ListedComment[]) => comments.map(({ comment }) => comment.id);

/** What every store must do, whatever keeps its rows. `open` opens one that is empty. */
export const storeSuite = (open: () => Promise<Store>): void => {
  const opened = async (): Promise<Store> => {
    const store = await open();
    onTestFinished(() => store.close());
    return store;
  };
  const write = async ({ comments }: Store, change: Partial<SubmitRequest> = {}) =>
    (await comments.submit(aRequest(change))).comment;

  describe('a store', () => {
    test('knows nothing of a thread that nobody wrote to', async () => {
      const store = await opened();
      await store.read(async ({ threads }) => {
        expect(await threads.find(name)).toBeUndefined();
        expect(await threads.roots({ ...name, sort: 'newest', limit: 5 })).toEqual({ comments: [], last: undefined });
        expect(await threads.ofComment('unknown')).toBeUndefined();
        expect(await threads.branch('unknown')).toEqual([]);
        expect(await threads.counts('site', [name.thread])).toEqual([]);
      });
    });

    test('keeps what is sent at once, but for what can’t be kept', async () => {
      const store = await opened();
      const sent = Array.from({ length: 30 }, async (_, index) => {
        const parent = index % 3 === 0 ? `nobody-${index}` : undefined;
        const { id } = await write(store, { now: noon + index, rating: 4, parent });
        // Whoever was told that it is kept finds it, beside all that is still under way.
        return store.read(({ threads }) => threads.branch(id));
      });
      const outcomes = await Promise.allSettled(sent);
      outcomes.forEach((outcome, index) => {
        if (index % 3 === 0) expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'invalid' } });
        else expect(outcome).toMatchObject({ status: 'fulfilled', value: [expect.anything()] });
      });
      expect(await find(store)).toMatchObject({ total: 20, stars: { 4: 20 } });
    });

    test('tells whoever watches which thread changed, once that is kept, and nobody who left', async () => {
      const store = await opened();
      const heard: (number | undefined)[] = [];
      const left: unknown[] = [];
      store.watch((threads) => left.push(threads))();
      let found: Promise<unknown> | undefined;
      const told = new Promise<ReadonlySet<string> | undefined>((resolve) => {
        const stop = store.watch((threads) => {
          if (!threads) return;
          found ??= find(store).then((thread) => heard.push(thread?.total));
          resolve(threads);
          stop();
        });
      });
      await write(store);
      expect([...(await told)!]).toEqual([name.thread]);
      await found;
      expect([heard, left]).toEqual([[1], []]);
    });

    test('tells nobody of what was not kept', async () => {
      const store = await opened();
      const { id } = await write(store);
      const heard: unknown[] = [];
      const stop = store.watch((threads) => threads && heard.push(threads));
      onTestFinished(stop);
      const remove = store.comments.remove({ site: 'site', id, visitor: 'somebody else', now: noon });
      await expect(remove).rejects.toThrow();
      expect(heard).toEqual([]);
    });

    test('keeps one secret', async () => {
      const store = await opened();
      expect(new Set(await Promise.all([store.secret(), store.secret(), store.secret()])).size).toBe(1);
    });

    test('raises a thread’s version with every write, also by a clock that stands still or goes back', async () => {
      const store = await opened();
      const versions: number[] = [];
      for (const now of [noon, noon, noon - 1000, noon + 5]) {
        await write(store, { now });
        versions.push((await find(store))!.version);
      }
      expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b));
    });

    test('gives roots of one moment each once, in the same order from either end', async () => {
      const store = await opened();
      const written = [];
      for (let index = 0; index < 7; index++) written.push((await write(store)).id);
      for (const sort of ['newest', 'oldest'] as const) {
        const found: string[] = [];
        let after: Position | undefined;
        do {
          const slice = await store.read(({ threads }) => threads.roots({ ...name, sort, limit: 2, after }));
          found.push(...ids(slice.comments));
          after = slice.last;
        } while (after);
        expect(found).toEqual(sort === 'oldest' ? written : written.toReversed());
      }
    });

    test('does all of a write or nothing', async () => {
      const store = await opened();
      const visitor = 'a visitor';
      const captcha = { provider: 'altcha', hash: 'once', expiresAt: noon + 1000 };
      await expect(write(store, { visitor, captcha, parent: 'unknown' })).rejects.toMatchObject({ code: 'invalid' });
      expect(await isKnown(store, 'site', visitor)).toBe(false);
      expect(await find(store)).toBeUndefined();
      await write(store, { visitor, captcha });
      expect(await isKnown(store, 'site', visitor)).toBe(true);
      expect(await isKnown(store, 'another', visitor)).toBe(false);
      await expect(write(store, { captcha })).rejects.toMatchObject({ code: 'captcha' });
    });

    test('lets one of many with the same captcha answer through', async () => {
      const store = await opened();
      const captcha = { provider: 'altcha', hash: 'once', expiresAt: noon + 1000 };
      const results = await Promise.allSettled(
        Array.from({ length: 10 }, (_, index) => write(store, { visitor: `visitor ${index}`, captcha })),
      );
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect((await find(store))!.total).toBe(1);
    });

    test('makes one comment of many with the same idempotency key', async () => {
      const store = await opened();
      const idempotency = { key: 'key', bodyHash: 'body', since: 0 };
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => store.comments.submit(aRequest({ idempotency }))),
      );
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect((await find(store))!.total).toBe(1);
      const other = store.comments.submit(aRequest({ idempotency: { ...idempotency, bodyHash: 'other' } }));
      await expect(other).rejects.toMatchObject({ code: 'conflict' });
    });

    test('counts votes exactly, however many come at once', async () => {
      const store = await opened();
      const { id } = await write(store);
      const vote = (visitor: string) => store.comments.vote({ site: 'site', id, visitor, value: 1, now: noon });
      await Promise.all(Array.from({ length: 40 }, (_, index) => vote(`visitor ${index % 20}`)));
      const { comments } = await store.read(({ threads }) => threads.roots({ ...name, sort: 'helpful', limit: 1 }));
      expect(comments[0]!.comment).toMatchObject({ up: 20, down: 0 });
    });

    test('counts replies of every depth at every ancestor, however many come at once', async () => {
      const store = await opened();
      const root = await write(store);
      const child = await write(store, { parent: root.id });
      await Promise.all(Array.from({ length: 20 }, () => write(store, { parent: child.id })));
      const branch = await store.read(({ threads }) => threads.branch(child.id));
      expect(branch.map(({ descendants }) => descendants)).toEqual([21, 20]);
      expect((await find(store))!.total).toBe(22);
    });

    test('counts one rating a visitor, however many come at once', async () => {
      const store = await opened();
      const rate = (visitor: string, value: 1 | 2 | 3 | 4 | 5) =>
        store.comments.rate({ ...name, threadId: 'a thread', visitor, value, now: noon });
      await Promise.all(Array.from({ length: 30 }, (_, index) => rate(`visitor ${index % 3}`, 4)));
      expect((await find(store))!.stars).toEqual({ 1: 0, 2: 0, 3: 0, 4: 3, 5: 0 });
    });

    test('keeps a deep branch, and finds its way up', async () => {
      const store = await opened();
      let parent = (await write(store)).id;
      for (let depth = 0; depth < 150; depth++) parent = (await write(store, { parent })).id;
      expect(await store.read(({ threads }) => threads.branch(parent))).toHaveLength(151);
    });

    test('counts what waits for moderators of many sites, of theirs alone and up to a thousand', async () => {
      const store = await opened();
      const counts = (scope: readonly string[] | 'all') => store.read(({ queue }) => queue.counts(scope));
      const sites = Array.from({ length: 230 }, (_, index) => `site ${index}`);
      expect(await counts(sites)).toEqual({ pending: 0, reported: 0, spam: 0 });
      const published = (await write(store, { site: 'site 0' })).id;
      await store.comments.report({ site: 'site 0', id: published, visitor: 'eve', reason: 'Rude', now: noon });
      const decided = async (site: string, decision: 'hold' | 'spam') => {
        const { id } = await write(store, { site });
        await store.moderation.decide({ ids: [id], decision, scope: 'all', by: 'owner', now: noon });
        return id;
      };
      const held = await decided('site 3', 'hold');
      for (const site of ['site 3', 'site 99', 'site 100', 'site 229', 'another']) await decided(site, 'spam');
      expect(await counts(sites)).toEqual({ pending: 1, reported: 1, spam: 4 });
      expect(await counts(sites.slice(0, 100))).toEqual({ pending: 1, reported: 1, spam: 2 });
      expect(await counts(['site 229'])).toEqual({ pending: 0, reported: 0, spam: 1 });
      expect(await counts([])).toEqual({ pending: 0, reported: 0, spam: 0 });
      expect(await counts('all')).toEqual({ pending: 1, reported: 1, spam: 5 });

      const all = await store.read(({ transfer }) => transfer.page('comments', undefined, 100));
      const row = all.find(({ id }) => id === held)!;
      const copies = Array.from({ length: 1200 }, (_, index) => {
        const id = `copy${index}`;
        return { ...row, id, root: id, site: index % 2 ? 'site 3' : 'site 150' };
      });
      for (let from = 0; from < copies.length; from += 100)
        await store.transfer.keep('comments', copies.slice(from, from + 100));
      expect(await counts(sites)).toMatchObject({ pending: 1000, spam: 4 });
      expect(await counts(['site 3', 'another'])).toMatchObject({ pending: 601, spam: 2 });
      expect(await counts('all')).toMatchObject({ pending: 1000, spam: 5 });
    });

    test('forgets answers and captcha uses when their time is over', async () => {
      const store = await opened();
      const captcha = { provider: 'altcha', hash: 'once', expiresAt: noon + 1000 };
      await write(store, { captcha });
      await store.purge(noon + 999);
      await expect(write(store, { captcha })).rejects.toMatchObject({ code: 'captcha' });
      await store.purge(noon + 1001);
      await write(store, { captcha });
    });
  });
};
