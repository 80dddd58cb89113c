import { describe, expect, test } from 'vitest';
import type { Moderated } from '../../../server/src/service/present.js';
import type { QueuePage } from '../../../server/src/service/queue.js';
import { dumpOf } from '../support/dump.js';
import { aToken, createFixture, type Fixture } from '../support/fixture.js';
import { quickScrypt, signedIn, withKey, type Call } from '../support/moderators.js';

const start = Date.parse('2026-03-01T12:00:00Z');

/** A server with a clock that goes on by a second with each comment, and one comment of each state. */
const filled = async () => {
  const clock = { now: start };
  const fixture = await createFixture({ now: () => clock.now, scrypt: quickScrypt });
  const write = async (body: string, more = {}, token?: string) => {
    clock.now += 1000;
    return (await fixture.write(body, more, token)).id;
  };
  const token = aToken();
  const ids = {
    published: await write('Published', {}, token),
    pending: await write('Pending', {}, token),
    spam: await write('Spam', {}, token),
    deleted: await write('Deleted'),
  };
  await fixture.moderation.decide('hold', ids.pending);
  await fixture.moderation.decide('spam', ids.spam);
  await fixture.moderation.decide('delete', ids.deleted);
  return { clock, fixture, ids, write, call: await signedIn(fixture, 'ada') };
};

const page = async (call: Call, query: Record<string, string> = {}) => {
  const { status, body } = await call('GET', `/comments?${new URLSearchParams(query)}`);
  return { status, body: body as unknown as QueuePage };
};
/** Comments like one that exists, each a millisecond later: quicker than to write them. */
const copyComment = async ({ store }: Fixture, id: string, count: number): Promise<void> => {
  const all = await store.read(({ transfer }) => transfer.page('comments', undefined, 100));
  const row = all.find((each) => each.id === id)!;
  const rows = Array.from({ length: count }, (_, n) => {
    const copy = `copy${n}`;
    return { ...row, id: copy, root: copy, created_at: Number(row.created_at) + n };
  });
  for (let from = 0; from < count; from += 100) await store.transfer.keep('comments', rows.slice(from, from + 100));
};

const idsOf = async (call: Call, query?: Record<string, string>) =>
  (await page(call, query)).body.comments.map(({ id }) => id);

describe('the queue', () => {
  test('has comments of every state, newest first, and of one that is asked for', async () => {
    const { call, ids } = await filled();
    expect(await idsOf(call)).toEqual([ids.deleted, ids.spam, ids.pending, ids.published]);
    for (const [state, id] of Object.entries(ids)) expect(await idsOf(call, { state })).toEqual([id]);
    expect((await page(call)).body.counts).toEqual({ pending: 1, reported: 0, spam: 1 });
    expect((await page(call, { state: 'lost' })).status).toBe(422);
  });

  test('says of a comment what a moderator goes by', async () => {
    const { call, ids, fixture } = await filled();
    await fixture.with({ moderation: 'all' }).post({ thread: { id: 'https://blog.example/a', title: 'A page' } });
    const [held] = (await page(call, { state: 'pending' })).body.comments;
    expect(held).toMatchObject({
      state: 'pending',
      site: '',
      threadId: 'https://blog.example/a',
      threadTitle: 'A page',
      body: 'Hello there',
      email: 'ada@example.org',
      visitor: null,
      reasons: [{ code: 'all', detail: '' }],
      reports: [],
      person: { published: 0, spam: 0, trusted: false },
    });
    const [spam] = (await page(call, { state: 'spam' })).body.comments;
    expect(spam).toMatchObject({
      id: ids.spam,
      status: 'pending',
      person: { published: 1, spam: 1, since: '2026-03-01T12:00:01.000Z' },
    });
  });

  test('has what was reported, with the reports, until a moderator settles them', async () => {
    const { call, clock, fixture, ids } = await filled();
    const report = (reason: string) =>
      fixture.call('POST', `/comments/${ids.published}/report`, { reason }, { token: aToken() });
    await report('rude');
    clock.now += 1;
    await report('wrong');
    const { comments, counts } = (await page(call, { reported: 'true' })).body;
    expect(comments).toMatchObject([{ id: ids.published, reports: [{ reason: 'rude' }, { reason: 'wrong' }] }]);
    expect(counts.reported).toBe(1);
    await call('POST', '/comments/actions', { ids: [ids.published], action: 'approve' });
    expect((await page(call, { reported: 'true' })).body).toMatchObject({ comments: [], counts: { reported: 0 } });
  });

  test('goes on by its cursor, each comment once, whatever its state', async () => {
    const { call, ids, write } = await filled();
    for (let index = 0; index < 5; index++) await write(`${index}`, { thread: { id: `thread ${index}` } });
    const found: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body }: { body: QueuePage } = await page(call, { limit: '2', ...(cursor && { cursor }) });
      found.push(...body.comments.map(({ id }) => id));
      cursor = body.next;
    }
    expect(found).toEqual(await idsOf(call));
    expect(found).toHaveLength(5 + Object.keys(ids).length);
    expect(await idsOf(call, { thread: 'thread 3' })).toHaveLength(1);
    expect((await page(call, { cursor: 'x' })).status).toBe(422);
  });
});

test('one comment comes with what it answers, whatever its state, the root first', async () => {
  const { call, fixture, ids, write } = await filled();
  const reply = await write('Reply', { parent: ids.published });
  const deeper = await write('Deeper', { parent: reply });
  await fixture.moderation.decide('spam', deeper);
  await fixture.moderation.decide('hold', reply);
  const find = async (by: Call, id: string) => {
    const { status, body } = await by('GET', `/comments/${id}`);
    return { status, ...(body as unknown as { comment?: Moderated; above?: Moderated[] }) };
  };
  const { comment, above } = await find(call, deeper);
  expect(comment).toMatchObject({ id: deeper, state: 'spam', body: 'Deeper', threadId: 'a thread' });
  expect(above).toMatchObject([
    { id: ids.published, state: 'published' },
    { id: reply, state: 'pending' },
  ]);
  expect(await find(call, ids.pending)).toMatchObject({ comment: { id: ids.pending }, above: [] });
  expect((await find(call, 'unknown')).status).toBe(404);
  const elsewhere = await signedIn(fixture, 'eve', 'moderator', ['blog']);
  expect((await find(elsewhere, deeper)).status).toBe(404);
});

describe('a moderator of one site', () => {
  test('sees and decides on what is of that site alone', async () => {
    const { fixture, write } = await filled();
    const own = await write('own', { site: 'blog' });
    const other = await write('other', { site: 'shop' });
    for (const call of [
      await signedIn(fixture, 'eve', 'moderator', ['blog']),
      await withKey(fixture, 'moderator', ['blog']),
    ]) {
      expect(await idsOf(call)).toEqual([own]);
      expect((await page(call, { site: 'shop' })).status).toBe(404);
      expect((await page(call)).body.counts).toEqual({ pending: 0, reported: 0, spam: 0 });
      const act = (body: object) => call('POST', '/comments/actions', { action: 'spam', ...body });
      expect((await act({ ids: [own, other] })).status).toBe(404);
      const before = new Date(start + 1e6).toISOString();
      expect((await act({ match: { site: 'shop', before } })).status).toBe(404);
      expect(await idsOf(call, { state: 'published' })).toEqual([own]);
    }
    const both = await signedIn(fixture, 'olga', 'moderator', ['blog', 'shop']);
    expect(await idsOf(both)).toEqual([other, own]);
  });
});

describe('actions', () => {
  test('on ids change them together, and are undone by who took them', async () => {
    const { call, fixture, ids } = await filled();
    const list = [ids.pending, ids.spam];
    const acted = await call('POST', '/comments/actions', { ids: list, action: 'approve' });
    const { changed, undo } = acted.body as unknown as { changed: object[]; undo: string };
    expect(changed).toHaveLength(2);
    const other = await signedIn(fixture, 'eve');
    expect((await other('POST', '/undo', { undo })).status).toBe(404);
    expect((await call('POST', '/undo', { undo })).body).toMatchObject({
      changed: expect.arrayContaining([
        { id: ids.pending, state: 'pending' },
        { id: ids.spam, state: 'spam' },
      ]),
    });
    for (const wrong of [{}, { ids: [] }, { ids: list, match: { before: new Date().toISOString() } }, { match: {} }]) {
      expect((await call('POST', '/comments/actions', { action: 'approve', ...wrong })).status).toBe(422);
    }
    expect((await call('POST', '/comments/actions', { ids: list, action: 'praise' })).status).toBe(422);
    expect((await call('POST', '/comments/actions', { ids: ['unknown'], action: 'spam' })).status).toBe(404);
  });

  test('on all that match go on in batches, and leave what came later', async () => {
    const { call, clock, fixture, ids } = await filled();
    const held = fixture.with({ moderation: 'all' });
    const { id } = (await held.post({ thread: { id: 'another thread' } })).body.comment;
    await copyComment(fixture, id, 500);
    clock.now += 1000;
    const before = new Date(clock.now).toISOString();
    clock.now += 1;
    const later = (await held.post()).body.comment.id;
    const act = async (cursor?: string) => {
      const { body } = await call('POST', '/comments/actions', {
        match: { state: 'pending', before, ...(cursor && { cursor }) },
        action: 'spam',
      });
      return body as unknown as { changed: object[]; next: string | null; undo: string | null };
    };
    const first = await act();
    expect(first.changed).toHaveLength(500);
    const second = await act(first.next!);
    expect(second).toMatchObject({ next: null });
    expect(second.changed).toHaveLength(2);
    expect(await act()).toEqual({ changed: [], undo: null, next: null });
    expect(await idsOf(call, { state: 'pending' })).toEqual([later]);
    expect(await idsOf(call, { state: 'published' })).toEqual([ids.published]);
  });
});

describe('by date', () => {
  test('the queue has what was written from one moment to another, both included, with any filter', async () => {
    const { call, ids } = await filled();
    const at = (seconds: number) => new Date(start + seconds * 1000).toISOString();
    expect(await idsOf(call, { from: at(2), to: at(3) })).toEqual([ids.spam, ids.pending]);
    expect(await idsOf(call, { from: at(3) })).toEqual([ids.deleted, ids.spam]);
    expect(await idsOf(call, { to: at(1), state: 'published' })).toEqual([ids.published]);
    expect(await idsOf(call, { to: at(1), state: 'spam' })).toEqual([]);
    expect(await idsOf(call, { q: 'spam', from: at(3) })).toEqual([ids.spam]);
    expect(await idsOf(call, { q: 'spam', from: at(4) })).toEqual([]);
    expect(await idsOf(call, { q: 'spam', to: at(2) })).toEqual([]);
    expect(await idsOf(call, { q: 'spam', from: '0001-01-01T00:00:00Z', to: '9999-12-31T00:00:00Z' })).toEqual([
      ids.spam,
    ]);
    const author = { author: 'ada@example.org' };
    expect(await idsOf(call, { ...author, from: at(1), to: at(2) })).toEqual([ids.pending, ids.published]);
    expect((await page(call, { from: 'yesterday' })).body).toMatchObject({ code: 'invalid' });
  });

  test('a decision on all that match keeps to it', async () => {
    const { call, ids } = await filled();
    const match = { from: new Date(start + 2000).toISOString(), to: new Date(start + 3000).toISOString() };
    const before = new Date(start + 60_000).toISOString();
    const { body } = await call('POST', '/comments/actions', { match: { ...match, before }, action: 'approve' });
    expect((body as unknown as { changed: { id: string }[] }).changed.map(({ id }) => id).toSorted()).toEqual(
      [ids.pending, ids.spam].toSorted(),
    );
  });
});

describe('a deletion for good', () => {
  test('empties what matches at once, with nothing to undo, and is told in the log', async () => {
    const { call, clock, fixture, ids, write } = await filled();
    const author = { name: 'Zyzzyva', email: 'zyzzyva@example.org' };
    const gone = [await write('A quetzal', { author, site: 'blog' }), await write('More', { author, site: 'blog' })];
    await call('PATCH', `/comments/${gone[0]}`, { body: 'Two quetzals' });
    await fixture.moderation.decide('spam', ...gone);
    const match = { state: 'spam', site: 'blog', before: new Date(clock.now).toISOString() };
    const { status, body } = await call('POST', '/comments/actions', { match, action: 'delete', forGood: true });
    const changed = gone.map((id) => ({ id, state: 'deleted' }));
    expect([status, body]).toEqual([200, { changed, undo: null, next: null }]);
    expect(await idsOf(call, { state: 'spam' })).toEqual([ids.spam]);
    const dump = JSON.stringify(await dumpOf(fixture)).toLowerCase();
    for (const word of ['quetzal', 'zyzzyva']) expect(dump).not.toContain(word);
    const { log } = (await call('GET', '/log?limit=4')).body as unknown as { log: Record<string, string>[] };
    expect(log.slice(0, 2)).toEqual(
      gone.toReversed().map((comment) => ({
        at: expect.any(String),
        by: 'ada',
        action: 'delete-for-good',
        site: 'blog',
        comment,
      })),
    );
  });

  test('goes on in small batches, so that nobody waits long to write', async () => {
    const { call, clock, fixture, ids, write } = await filled();
    for (let n = 0; n < 25; n++) await fixture.moderation.decide('spam', await write(`Spam ${n}`));
    const match = { state: 'spam', before: new Date(clock.now).toISOString() };
    const empty = async (more = {}) =>
      (await call('POST', '/comments/actions', { match: { ...match, ...more }, action: 'delete', forGood: true }))
        .body as unknown as { changed: { id: string }[]; next: string | null };
    const first = await empty();
    expect(first.changed).toHaveLength(25);
    expect(await empty({ cursor: first.next })).toMatchObject({ changed: [{ id: ids.spam }], next: null });
    expect(await idsOf(call, { state: 'spam' })).toEqual([]);
  });

  test('goes with nothing but a deletion, and reaches only one’s own sites', async () => {
    const { call, fixture, ids, write } = await filled();
    const refused = await call('POST', '/comments/actions', { ids: [ids.spam], action: 'spam', forGood: true });
    expect([refused.status, Object.keys(refused.body.fields!)]).toEqual([422, ['forGood']]);
    const other = await write('Of the blog', { site: 'blog' });
    const eve = await signedIn(fixture, 'eve', 'moderator', ['blog']);
    const act = { action: 'delete', forGood: true };
    expect((await eve('POST', '/comments/actions', { ...act, ids: [ids.spam] })).status).toBe(404);
    expect((await eve('POST', '/comments/actions', { ...act, ids: [other] })).status).toBe(200);
    expect(await idsOf(call, { state: 'spam' })).toEqual([ids.spam]);
  });
});

test('everything that a moderator does is in the log, of their sites', async () => {
  const { fixture, call, ids } = await filled();
  const blog = (await fixture.write('blog', { site: 'blog', thread: { id: 'a page' } })).id;
  const key = await withKey(fixture);
  await call('POST', '/comments/actions', { ids: [ids.pending, blog], action: 'spam' });
  const { undo } = (await key('POST', '/comments/actions', { ids: [blog], action: 'approve' })).body as unknown as {
    undo: string;
  };
  await key('POST', '/undo', { undo });
  await fixture.moderation.setClosed({ site: 'blog', thread: 'a page', closed: true });
  type Log = { log: Record<string, string>[]; next: string | null };
  const log = async (by: Call, query = '') => (await by('GET', `/log?${query}`)).body as unknown as Log;
  const eve = await signedIn(fixture, 'eve', 'moderator', ['blog']);
  const { log: entries, next } = await log(eve);
  expect([next, entries]).toEqual([
    null,
    [
      { at: expect.any(String), by: 'owner', action: 'close', site: 'blog', thread: 'a page' },
      { at: expect.any(String), by: expect.stringMatching(/^key /), action: 'undo', site: 'blog', comment: blog },
      { at: expect.any(String), by: expect.stringMatching(/^key /), action: 'approve', site: 'blog', comment: blog },
      { at: expect.any(String), by: 'ada', action: 'spam', site: 'blog', comment: blog },
    ],
  ]);
  const first = await log(call, 'limit=3');
  const second = await log(call, `limit=100&cursor=${first.next}`);
  expect([...first.log, ...second.log]).toEqual((await log(call)).log);
  expect(second).toMatchObject({ next: null, log: expect.arrayContaining([expect.objectContaining({ by: 'ada' })]) });
});

test('a person whom a moderator trusts waits for nobody, on that site, until they are trusted no more', async () => {
  const { fixture, call, write } = await filled();
  const all = fixture.with({ moderation: 'all' });
  const token = aToken();
  const { id } = (await all.post({}, { token })).body.comment;
  const trust = (by: Call, comment: string, trusted = true) => by('POST', '/people/trust', { comment, trusted });
  const statusOf = async (more = {}) => (await all.post(more, { token })).status;
  const elsewhere = await signedIn(fixture, 'eve', 'moderator', ['blog']);
  expect((await trust(elsewhere, id)).status).toBe(404);
  expect(await statusOf()).toBe(202);
  expect((await trust(call, id)).status).toBe(204);
  expect([await statusOf(), await statusOf({ site: 'blog' })]).toEqual([201, 202]);
  expect((await page(call, { state: 'pending' })).body.comments.find((found) => found.id === id)).toMatchObject({
    person: { trusted: true },
  });
  await trust(call, id, false);
  expect(await statusOf()).toBe(202);
  expect((await trust(call, await write('without a token'))).status).toBe(409);
  expect((await trust(call, 'unknown')).status).toBe(404);
});

test('a thread is one of a site, which is named where there are several', async () => {
  const opened = async (sites: string[]) => {
    const fixture = await createFixture({ scrypt: quickScrypt, sites });
    const { id } = await fixture.write('Hello', { site: 'blog', thread: { id: '/a' } });
    return { id, call: await signedIn(fixture, 'ada', 'owner') };
  };
  const hold = (call: Call, match: object) =>
    call('POST', '/comments/actions', { match: { ...match, before: '2100-01-01T00:00:00Z' }, action: 'hold' });

  const alone = await opened(['blog']);
  expect(await idsOf(alone.call, { thread: '/a' })).toEqual([alone.id]);
  expect((await hold(alone.call, { thread: '/a' })).body).toMatchObject({ changed: [{ id: alone.id }] });

  const several = await opened(['blog', 'shop']);
  const refused = await several.call('GET', '/comments?thread=/a');
  expect([refused.status, Object.keys(refused.body.fields ?? {})]).toEqual([422, ['site']]);
  expect((await hold(several.call, { thread: '/a' })).status).toBe(422);
  expect(await idsOf(several.call, { site: 'blog', thread: '/a' })).toEqual([several.id]);
  expect(await idsOf(several.call, { site: 'shop', thread: '/a' })).toEqual([]);
});
