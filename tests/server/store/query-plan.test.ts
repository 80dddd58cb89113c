import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test, vi } from 'vitest';
import { sorts } from '../../../src/contract.js';
import { aToken, createFixture, type Fixture } from '../support/fixture.js';
import { quickScrypt, signedIn } from '../support/moderators.js';

/** Every statement that a piece of work makes SQLite run, with its plan. */
const plansOf = async ({ path }: Fixture, work: () => Promise<unknown>): Promise<Map<string, string[]>> => {
  const prepare = vi.spyOn(DatabaseSync.prototype, 'prepare');
  onTestFinished(() => prepare.mockRestore());
  await work();
  const statements = [...new Set(prepare.mock.calls.map(([sql]) => sql))];
  prepare.mockRestore();
  const database = new DatabaseSync(path);
  const plan = (sql: string) =>
    database
      .prepare(`explain query plan ${sql}`)
      .all()
      .map(({ detail }) => String(detail));
  const plans = new Map(
    statements.filter((sql) => /^\s*(select|with|update|delete|insert)/i.test(sql)).map((sql) => [sql, plan(sql)]),
  );
  database.close();
  return plans;
};

/** A few of everything, so that each list has a second page. */
const filled = async (): Promise<Fixture> => {
  const fixture = await createFixture();
  for (let index = 0; index < 4; index++) {
    const { id } = await fixture.write(`${index}`, { rating: 3 });
    for (let reply = 0; reply < 5; reply++) await fixture.write('reply', { parent: id });
  }
  return fixture;
};

test.each(sorts.flatMap((sort) => [{ sort }, { sort, rating: 3 }]))(
  'a page of %o, first or later, is walked by an index and sorts nothing',
  async (query) => {
    // A store of its own, so that each statement is prepared anew.
    const fixture = await filled();
    const { id } = await fixture.write('pinned');
    await fixture.moderation.setPinned(id, true);
    const plans = await plansOf(fixture, async () => {
      const { body } = await fixture.list({ ...query, limit: 2 });
      expect((await fixture.list({ ...query, limit: 2, cursor: body.next! })).body.comments).toHaveLength(2);
    });
    const ofComments = [...plans].filter(([sql]) => sql.includes('"comments"'));
    expect(ofComments.length).toBeGreaterThanOrEqual(3);
    for (const steps of plans.values()) {
      // A walk of the few rows of a subquery with a limit is none of a table.
      expect(steps.filter((step) => /\bSCAN (?!branch)|TEMP B-TREE/.test(step))).toEqual([]);
    }
    const sortIndex = {
      newest: 'rating' in query ? 'comments_by_highest' : 'comments_by_time',
      oldest: 'rating' in query ? 'comments_by_highest' : 'comments_by_time',
      helpful: 'rating' in query ? 'comments_by_stars_and_helpful' : 'comments_by_helpful',
      highest: 'comments_by_highest',
      lowest: 'comments_by_highest',
    }[query.sort];
    expect(ofComments.flatMap(([, steps]) => steps).join('\n')).toContain(sortIndex);
  },
);

test('replies, permalinks, counts and what is the visitor’s are found by an index', async () => {
  const fixture = await filled();
  const token = aToken();
  await fixture.write('own', {}, token);
  const plans = await plansOf(fixture, async () => {
    const root = (await fixture.list()).body.comments.at(-1)!;
    const { body } = await fixture.list({ parent: root.id, limit: 2 });
    await fixture.list({ parent: root.id, limit: 2, cursor: body.next! });
    await fixture.get(`/comments/${body.comments[0]!.id}`);
    await fixture.get('/counts?thread=a+thread&thread=x');
    await fixture.call('GET', '/mine?thread=a+thread', undefined, { token });
  });
  const tables = /\bSCAN (?!branch)/;
  expect([...plans].filter(([, steps]) => steps.some((step) => tables.test(step)))).toEqual([]);
});

test('no write walks a table', async () => {
  const fixture = await filled();
  const token = aToken();
  const { comments } = (await fixture.list()).body;
  const plans = await plansOf(fixture, async () => {
    const headers = { 'Idempotency-Key': 'key' };
    const { body } = await fixture.post({ parent: comments[0]!.replies![0]!.id }, { token, headers });
    await fixture.call('PATCH', `/comments/${body.comment.id}`, { body: 'x' }, { token });
    await fixture.call('PUT', `/comments/${comments[0]!.id}/vote`, { value: 1 }, { token });
    await fixture.call('PUT', '/ratings', { thread: { id: 'a thread' }, value: 1 }, { token });
    await fixture.call('DELETE', `/comments/${body.comment.id}`, undefined, { token });
    await fixture.store.purge(Date.now());
  });
  expect(
    [...plans].filter(([, steps]) => steps.some((step) => /\bSCAN (?!ancestors|CONSTANT ROW)/.test(step))),
  ).toEqual([]);
});

test.each([
  ['', ['comments_by_state ']],
  ['?thread=t', ['comments_by_time', 'comments_pinned', 'comments_recent_replies']],
])('a feed is found by indexes: %s', async (query, indexes) => {
  const fixture = await filled();
  const { handler } = fixture.with({ publicUrl: 'https://talk.example' });
  const plans = await plansOf(fixture, () => handler(new Request(`https://talk.example/feeds/comments.json${query}`)));
  const steps = [...plans.values()].flat();
  for (const index of indexes) expect(steps.join('\n')).toContain(index);
  expect(steps.filter((step) => /\bSCAN (?!newest|listed)/.test(step))).toEqual([]);
});

test('what waits on the sites of a moderator is counted by few statements, with an index for each site', async () => {
  const fixture = await createFixture({ scrypt: quickScrypt });
  const sites = Array.from({ length: 50 }, (_, index) => `site ${index}`);
  const call = await signedIn(fixture, 'ada', 'moderator', sites);
  const plans = await plansOf(fixture, () => call('GET', '/comments'));
  const counting = [...plans].filter(([sql]) => sql.includes('count(*)') && sql.includes('"comments"'));
  // What is pending and what is spam is counted by the same text.
  expect(counting).toHaveLength(2);
  for (const [, steps] of counting) {
    expect(steps.filter((step) => step.includes('comments_'))).toHaveLength(50);
    expect(steps.filter((step) => /\bSCAN comments/.test(step))).toEqual([]);
  }
});

test('an import that counts a thread anew walks no table', async () => {
  const fixture = await filled();
  const [row] = await fixture.store.read(({ transfer }) => transfer.page('threads', undefined, 1));
  const plans = await plansOf(fixture, () =>
    fixture.store.transfer.recount([{ ...row!, site: String(row!.site), thread: String(row!.thread) }], Date.now()),
  );
  const ofComments = [...plans].filter(([sql]) => sql.includes('from "comments"'));
  expect(ofComments).toHaveLength(4);
  // By the site alone it would be every comment that the site has.
  for (const [, steps] of ofComments) expect(steps.join('\n')).toMatch(/site=\? AND thread=\?/);
});

test.each([
  ['/comments?state=pending', 'comments_by_state_everywhere'],
  ['/comments?site=one&state=spam', 'comments_by_state '],
  ['/comments?site=one&thread=t&state=pending', 'comments_unpublished_of_thread'],
  ['/comments?site=one&thread=t&state=published', 'comments_recent_replies'],
  ['/comments?author=a@b.co', 'comments_by_email'],
  ['/comments?author=nobody', 'comments_by_visitor'],
  ['/comments?reported=true&site=one', 'comments_reported'],
  ['/comments?q=word', 'f VIRTUAL TABLE'],
  ['/comments?state=spam&from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z', 'created_at>? AND created_at<?'],
  ['/comments?site=one&to=2026-02-01T00:00:00Z', 'comments_by_state '],
  ['/threads', 'threads_by_age_everywhere'],
  ['/threads?site=one', 'threads_by_age '],
  ['/stats?site=one', 'comments_held'],
  ['/people?email=a@b.co', 'comments_by_email'],
])('a moderator’s %s is found by an index', async (path, index) => {
  const fixture = await createFixture({ scrypt: quickScrypt });
  await fixture.write('word', { site: 'one', thread: { id: 't' }, author: { name: 'A', email: 'a@b.co' } });
  const call = await signedIn(fixture, 'olga', 'owner');
  const plans = await plansOf(fixture, async () => {
    expect((await call('GET', path)).status).toBe(200);
  });
  const steps = [...plans.values()].flat();
  expect(steps.join('\n')).toContain(index);
  // A search is no walk of its table, nor are words from one on (513), but SQLite calls it so; a `VIRTUAL TABLE INDEX` says that it is none.
  const walks =
    /\bSCAN (?!sites|found|wanted|search_index_terms VIRTUAL TABLE INDEX 513:|f VIRTUAL TABLE INDEX \d+:M|moderators|of_lists|\(|CONSTANT|some)/;
  expect(steps.filter((step) => walks.test(step) && !/USING (COVERING )?INDEX/.test(step))).toEqual([]);
});

test('mails and subscriptions of who is erased, and what tells of their comments, are found by an index', async () => {
  const fixture = await createFixture();
  const { id } = await fixture.write('one');
  const by = { scope: 'all', by: 'olga', keep: false, now: Date.now() } as const;
  const where = { site: '', everywhere: true };
  const people = [
    { ...where, email: 'ada@example.org' },
    { ...where, person: 'a visitor' },
    { ...where, comment: id },
  ];
  const plans = await plansOf(fixture, async () => {
    for (const person of people) await fixture.store.people.erase({ ...by, person });
  });
  const found = [...plans].filter(([sql]) => /"(outbox|subscriptions)"/.test(sql));
  expect(found.length).toBeGreaterThanOrEqual(6);
  expect(found.filter(([, steps]) => steps.some((step) => /\bSCAN (outbox|subscriptions)/.test(step)))).toEqual([]);
});
