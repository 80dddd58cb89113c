import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { runImport } from '../../../server/src/import/run-import.js';
import { starlingFormat } from '../../../server/src/import/starling-format.js';
import { exportRecords } from '../../../server/src/import/export-records.js';
import { aToken, createFixture, temporaryFolder } from '../support/fixture.js';
import { quickScrypt, signedIn, type Call } from '../support/moderators.js';

const opened = async () => {
  const clock = { now: Date.parse('2026-03-01T12:00:00Z') };
  const fixture = await createFixture({
    scrypt: quickScrypt,
    now: () => clock.now,
    publicUrl: 'http://comments.example',
  });
  const write = async (thread: string, body: string, more = {}, token?: string) => {
    clock.now += 1000;
    return (await fixture.write(body, { thread: { id: thread, title: `Title of ${thread}` }, ...more }, token)).id;
  };
  return { clock, fixture, write, call: await signedIn(fixture, 'ada') };
};

const move = (call: Call, from: string, to: string, site?: string) =>
  call('POST', '/threads/move', { from, to, ...(site && { site }) });

const bodies = (comments: { html: string }[]) => comments.map(({ html }) => html.replace(/<\/?p>/g, ''));

describe('a moved thread', () => {
  test('has another id, and is all that it was, by either', async () => {
    const { fixture, write, call, clock } = await opened();
    const token = aToken();
    const id = await write('old', 'root', { rating: 4 }, token);
    await write('old', 'reply', { parent: id });
    await fixture.call('PUT', `/comments/${id}/vote`, { value: 1 }, { token: aToken() });
    await fixture.moderation.setClosed({ site: '', thread: 'old', closed: true });
    const tag = (await fixture.list({ thread: 'old' })).headers.get('etag')!;
    clock.now += 1000;
    const { status, body } = await move(call, 'old', 'new');
    expect(status).toBe(200);
    expect(body).toMatchObject({ thread: 'new', title: 'Title of old', total: 2, closed: true });
    const pages = await Promise.all(['old', 'new'].map((thread) => fixture.list({ thread })));
    for (const { body } of pages) {
      expect(body).toMatchObject({
        total: 2,
        summary: { count: 1, average: 4 },
        thread: { closed: true },
        comments: [{ id, votes: { up: 1 }, replies: [{ parent: id }] }],
      });
    }
    const headers = { 'If-None-Match': tag };
    expect((await fixture.call('GET', '/comments?thread=old', undefined, { headers })).status).toBe(200);
    expect((await fixture.get('/counts?thread=old&thread=new&thread=x')).body.counts).toEqual({ old: 2, new: 2, x: 0 });
    expect((await fixture.get('/ratings?thread=old')).body).toMatchObject({ count: 1 });
    expect((await fixture.call('GET', '/mine?thread=old', undefined, { token })).body.rating).toBe(4);
    const feed = await fixture.get('http://comments.example/feeds/comments.json?thread=old');
    expect(JSON.stringify(feed.body)).toContain(id);
    expect((await call('GET', '/comments?thread=old')).body.comments).toHaveLength(2);
    const { log } = (await call('GET', '/log')).body as unknown as { log: object[] };
    expect(log[0]).toMatchObject({ action: 'move', thread: 'new', detail: '{"from":"old"}' });
  });

  test('takes what is written under its old id, and makes no thread of that', async () => {
    const { fixture, write, call } = await opened();
    const token = aToken();
    const id = await write('old', 'before');
    await move(call, 'old', 'new');
    await write('old', 'after', { parent: id });
    await fixture.call('PUT', '/ratings', { thread: { id: 'old' }, value: 2 }, { token });
    await call('PATCH', '/threads', { thread: 'old', title: 'Renamed' });
    const { threads } = (await call('GET', '/threads')).body as unknown as { threads: object[] };
    expect(threads).toMatchObject([{ thread: 'new', total: 2, title: 'Renamed' }]);
    expect((await fixture.list({ thread: 'new' })).body).toMatchObject({ total: 2, summary: { count: 1, average: 2 } });
    await fixture.call('PUT', '/ratings', { thread: { id: 'old' }, value: null }, { token });
    expect((await fixture.list({ thread: 'new' })).body.summary!.count).toBe(0);
  });

  test('goes on to where it is moved next, and may go back', async () => {
    const { fixture, write, call } = await opened();
    await write('a', 'x');
    await move(call, 'a', 'b');
    await move(call, 'b', 'c');
    for (const thread of ['a', 'b', 'c']) expect((await fixture.list({ thread })).body.total).toBe(1);
    expect((await move(call, 'a', 'c')).status).toBe(404);
    await move(call, 'c', 'a');
    for (const thread of ['a', 'b', 'c']) expect((await fixture.list({ thread })).body.total).toBe(1);
    const { threads } = (await call('GET', '/threads')).body as unknown as { threads: { thread: string }[] };
    expect(threads.map(({ thread }) => thread)).toEqual(['a']);
    expect((await move(call, 'a', 'a')).body.code).toBe('conflict');
    expect((await move(call, 'unknown', 'x')).status).toBe(404);
  });
});

describe('threads that are merged', () => {
  test('into an old name are into the thread that it is now, with its settings', async () => {
    const { fixture, write, call } = await opened();
    await write('old', 'x');
    await move(call, 'old', 'new');
    await write('other', 'y');
    await fixture.moderation.setClosed({ site: '', thread: 'other', closed: true });
    expect((await move(call, 'other', 'old')).body).toMatchObject({ thread: 'new', total: 2, closed: false });
    for (const thread of ['old', 'new', 'other']) expect((await fixture.list({ thread })).body.total).toBe(2);
  });

  test('have all of both in order, each person’s later rating, and the settings of the one that stays', async () => {
    const { clock, fixture, write, call } = await opened();
    const [ada, bea, cyd] = [aToken(), aToken(), aToken()];
    const rate = async (thread: string, token: string, value: number) => {
      clock.now += 1000;
      await fixture.call('PUT', '/ratings', { thread: { id: thread }, value }, { token });
    };
    await write('from', 'first');
    await write('to', 'second');
    await write('from', 'third', { rating: 5 }, cyd);
    await rate('from', ada, 1);
    await rate('to', ada, 2);
    await rate('to', bea, 3);
    await rate('from', bea, 4);
    await fixture.moderation.setClosed({ site: '', thread: 'from', closed: true });
    const versions = await Promise.all(
      ['from', 'to'].map(async (thread) => (await fixture.list({ thread })).headers.get('etag')),
    );
    expect((await move(call, 'from', 'to')).body).toMatchObject({ thread: 'to', title: 'Title of to', closed: false });
    const { body, headers } = await fixture.list({ thread: 'from', sort: 'oldest' });
    expect(bodies(body.comments)).toEqual(['first', 'second', 'third']);
    expect(body.summary!.distribution).toEqual({ 1: 0, 2: 1, 3: 0, 4: 1, 5: 1 });
    expect(body).toMatchObject({ total: 3, thread: { closed: false } });
    expect(versions).not.toContain(headers.get('etag'));
  });

  test('have three pins at most', async () => {
    const { fixture, write, call } = await opened();
    for (const [thread, pins] of [
      ['from', 2],
      ['to', 2],
    ] as const) {
      for (let index = 0; index < pins; index++) {
        await fixture.moderation.setPinned(await write(thread, `${thread} ${index}`), true);
      }
    }
    await move(call, 'from', 'to');
    const { comments, total } = (await fixture.list({ thread: 'to' })).body;
    expect(total).toBe(4);
    expect(bodies(comments.filter(({ pinned }) => pinned))).toEqual(['to 1', 'to 0']);
    await fixture.moderation.setPinned(comments.at(-1)!.id, true);
  });

  test('are of one site, which is the moderator’s', async () => {
    const { fixture, write } = await opened();
    await write('from', 'x', { site: 'one' });
    const call = await signedIn(fixture, 'eve', 'moderator', ['two']);
    expect((await move(call, 'from', 'to', 'one')).status).toBe(404);
    expect((await move(call, 'from', 'to', 'two')).status).toBe(404);
    expect((await fixture.list({ thread: 'from', site: 'one' })).body.total).toBe(1);
  });

  test('lose nothing that is written meanwhile', async () => {
    const { fixture, write, call } = await opened();
    await write('from', 'x');
    await write('to', 'x');
    const writes = Array.from({ length: 20 }, (_, index) =>
      fixture.post({ thread: { id: index % 2 ? 'from' : 'to' } }),
    );
    const answers = await Promise.all([...writes.slice(0, 10), move(call, 'from', 'to'), ...writes.slice(10)]);
    expect(answers.map(({ status }) => status).filter((status) => status >= 300)).toEqual([]);
    for (const thread of ['from', 'to']) expect((await fixture.list({ thread, limit: 100 })).body.total).toBe(22);
    const { threads } = (await call('GET', '/threads')).body as unknown as { threads: object[] };
    expect(threads).toHaveLength(1);
  });
});

describe('an import', () => {
  test('of a file from before the move brings its comments where the thread is now', async () => {
    const { fixture, write, call } = await opened();
    await write('old', 'here');
    await move(call, 'old', 'new');
    const file = join(await temporaryFolder(), 'file.ndjson');
    const other = await createFixture();
    await other.write('from the file', { thread: { id: 'old' }, rating: 3 }, aToken());
    const lines: string[] = [];
    await exportRecords(other.store, undefined, 0, async (line) => void lines.push(line));
    await writeFile(file, lines.join(''));
    await runImport({ store: fixture.store, format: starlingFormat, file, now: Date.now });
    expect((await fixture.list({ thread: 'new' })).body).toMatchObject({ total: 2, summary: { count: 1 } });
  });

  test('of an export knows the old names', async () => {
    const { fixture, write, call } = await opened();
    await write('old', 'here');
    await move(call, 'old', 'new');
    const lines: string[] = [];
    await exportRecords(fixture.store, undefined, 0, async (line) => void lines.push(line));
    const file = join(await temporaryFolder(), 'file.ndjson');
    await writeFile(file, lines.join(''));
    const other = await createFixture();
    await runImport({ store: other.store, format: starlingFormat, file, now: Date.now });
    expect((await other.list({ thread: 'old' })).body.total).toBe(1);
  });
});
