import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { copyStore } from '../../../server/src/import/copy-store.js';
import { exportRecords } from '../../../server/src/import/export-records.js';
import type { ImportFormat } from '../../../server/src/import/imported.js';
import { runImport } from '../../../server/src/import/run-import.js';
import { starlingFormat } from '../../../server/src/import/starling-format.js';
import { openStore } from '../../../server/src/store/open-store.js';
import type { Store } from '../../../server/src/store/store.js';
import { threadKey } from '../../../server/src/store/thread-key.js';
import { createFixture, fixtureOver, temporaryFolder, type Fixture } from '../support/fixture.js';
import { quickScrypt, signedIn, signIn, withKey } from '../support/moderators.js';
import { newDatabase } from '../support/new-database.js';
import { writeSomeOfEverything } from '../support/some-of-everything.js';

const opened = async (address?: string): Promise<Store> => {
  const store = await openStore(address ?? (await newDatabase()));
  onTestFinished(() => store.close());
  return store;
};

/** A site with some of everything. */
const filled = async (): Promise<Fixture> => {
  const fixture = await createFixture();
  await writeSomeOfEverything(fixture);
  return fixture;
};

const exported = async (store: Store): Promise<string> => {
  let text = '';
  await exportRecords(store, undefined, Date.now(), async (line) => void (text += line));
  return text;
};

const withoutHeader = (text: string): string => text.slice(text.indexOf('\n'));

const header = '{"starling":1}\n';

const fileOf = async (text: string): Promise<string> => {
  const file = join(await temporaryFolder(), 'export.ndjson');
  await writeFile(file, text);
  return file;
};

const imported = (store: Store, file: string, options = {}) =>
  runImport({ store, format: starlingFormat, file, now: Date.now, ...options });

const lines = (...records: object[]): string =>
  header + records.map((record) => `${JSON.stringify(record)}\n`).join('');

const aComment = (id: string, parent: string | null = null, more = {}) => ({
  type: 'comment',
  site: '',
  threadId: 'a thread',
  id,
  parent,
  authorName: 'Ada',
  body: id,
  html: `<p>${id}</p>`,
  renderer: 1,
  status: 'published',
  createdAt: 1_700_000_000_000,
  ...more,
});

/** What readers see of the thread, whenever it was imported. */
const seen = async ({ list }: Fixture) => {
  const { body } = await list({ limit: 100 });
  return { comments: body.comments, total: body.total, summary: body.summary };
};

describe('an export', () => {
  test('imported elsewhere is the same site, and its export the same text but for the first line', async () => {
    const source = await filled();
    const text = await exported(source.store);
    const target = await opened();
    const report = await imported(target, await fileOf(text));
    expect(report.added).toMatchObject({ threads: 2, comments: 6, votes: 2, reports: 1 });
    expect(report.skipped.count + report.roots.count).toBe(0);
    expect(withoutHeader(await exported(target))).toBe(withoutHeader(text));
    expect(await seen(fixtureOver(target, '', {}))).toEqual(await seen(source));
    const closed = await fixtureOver(target, '', {}).post({ thread: { id: 'https://blog.example/post' } });
    expect(closed.body.code).toBe('closed');
  });

  test('imported a second time adds nothing, and changes no version', async () => {
    const source = await filled();
    const file = await fileOf(await exported(source.store));
    const version = (await source.list()).headers.get('etag');
    const report = await imported(source.store, file);
    expect(Object.values(report.added).reduce((sum, count) => sum + count, 0)).toBe(0);
    expect(report.present.comments).toBe(6);
    expect((await source.list()).headers.get('etag')).toBe(version);
  });

  test('of one site holds nothing of another, whose ids are left alone where they are the same', async () => {
    const store = await opened();
    const file = await fileOf(lines(aComment('one'), aComment('two', 'one')));
    await imported(store, file, { site: 'first' });
    const report = await imported(store, file, { site: 'second' });
    expect(report).toMatchObject({ renamed: 2, added: { comments: 2 } });
    expect((await imported(store, file, { site: 'second' })).added.comments).toBe(0);
    const { list } = fixtureOver(store, '', {});
    const [root] = (await list({ site: 'second' })).body.comments;
    expect(root).toMatchObject({ replyCount: 1, replies: [{ parent: root!.id, root: root!.id }] });
    expect(root!.id).not.toBe('one');
    expect((await list({ site: 'first' })).body.comments[0]!.id).toBe('one');
    let text = '';
    await exportRecords(store, 'first', Date.now(), async (line) => void (text += line));
    expect(text).not.toContain('second');
  });
});

describe('an import', () => {
  test('takes answers before what they answer, and counts them', async () => {
    const store = await opened();
    await imported(store, await fileOf(lines(aComment('c', 'b'), aComment('b', 'a'), aComment('a'))));
    const { comments, total } = await seen(fixtureOver(store, '', {}));
    expect(total).toBe(3);
    expect(comments).toMatchObject([
      {
        id: 'a',
        replyCount: 2,
        replies: [
          { id: 'b', replyCount: 1 },
          { id: 'c', root: 'a' },
        ],
      },
    ]);
  });

  test('makes roots of orphans, of circles and of answers to another thread, and lists them', async () => {
    const store = await opened();
    const file = await fileOf(
      lines(
        aComment('orphan', 'gone'),
        aComment('x', 'z'),
        aComment('y', 'x'),
        aComment('z', 'y'),
        aComment('itself', 'itself'),
        aComment('elsewhere', 'x', { threadId: 'another thread' }),
      ),
    );
    const report = await imported(store, file);
    expect(report.roots.lines.map(({ line }) => line).sort()).toEqual([2, 3, 6, 7]);
    const { comments, total } = await seen(fixtureOver(store, '', {}));
    expect(total).toBe(5);
    expect(comments.map(({ id }) => id).sort()).toEqual(['itself', 'orphan', 'x']);
    expect(comments.find(({ id }) => id === 'x')).toMatchObject({ replyCount: 2 });
  });

  test.each([
    ['is not JSON', '{"type":"comment",', 3],
    ['is no object', '[]', 3],
    ['is not UTF-8', Buffer.from([0x22, 0xff, 0x22]), undefined],
  ])('of a file that breaks off (%s) names the line and leaves nothing', async (reason, broken, line) => {
    const store = await opened();
    const file = await fileOf('');
    await writeFile(file, Buffer.concat([Buffer.from(lines(aComment('one'))), Buffer.from(broken)]));
    const failure = imported(store, file);
    await expect(failure).rejects.toThrow(reason);
    if (line !== undefined) await expect(imported(store, file)).rejects.toMatchObject({ line });
    expect(withoutHeader(await exported(store))).toBe('\n');
  });

  test('skips what is not right, says why, and takes the rest', async () => {
    const store = await opened();
    const file = await fileOf(
      lines(
        aComment('good'),
        aComment('good'),
        aComment('bad id!'),
        aComment('stars', null, { rating: 6 }),
        aComment('status', null, { status: 'hidden' }),
        aComment('time', null, { createdAt: 'noon' }),
        { type: 'something' },
        { ...aComment('nowhere'), threadId: undefined },
        { type: 'vote', site: '', threadId: 'a thread', comment: 'good', visitor: 'v', value: 7 },
      ),
    );
    const report = await imported(store, file);
    expect(report.skipped.lines.map(({ line }) => line).sort()).toEqual([10, 3, 4, 5, 6, 7, 8, 9]);
    expect(report.added.comments).toBe(1);
  });

  test('takes nothing into objects that a file’s names could lead to', async () => {
    const store = await opened();
    const evil = '{"type":"comment","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
    const inherited = `{"type":"__proto__","site":""}`;
    const report = await imported(store, await fileOf(`${lines(aComment('good'))}${evil}\n${inherited}\n`));
    expect(report.skipped.count).toBe(2);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('replaces what no database keeps', async () => {
    const store = await opened();
    const file = await fileOf(lines(aComment('one', null, { body: 'a\0b', authorName: 'A\ud800' })));
    await imported(store, file);
    expect(await exported(store)).toContain('"body":"a\ufffdb"');
  });

  test('that is only tried writes nothing, and says what would be done', async () => {
    const store = await opened();
    const file = await fileOf(lines(aComment('a'), aComment('b', 'gone')));
    const report = await imported(store, file, { dryRun: true });
    expect(report).toMatchObject({
      added: { comments: 2, threads: 1 },
      roots: { count: 1 },
      threads: [{ site: '', thread: 'a thread', comments: 2 }],
    });
    expect(withoutHeader(await exported(store))).toBe('\n');
  });

  test('into a thread that readers have written in counts all together, and tells their browsers', async () => {
    const fixture = await createFixture();
    await fixture.write('Here before', { rating: 3 });
    const tag = (await fixture.list()).headers.get('etag')!;
    await imported(fixture.store, await fileOf(lines(aComment('a', null, { pinned: 1 }), aComment('b', 'a'))));
    const { status, body } = await fixture.call('GET', '/comments?thread=a+thread', undefined, {
      headers: { 'If-None-Match': tag },
    });
    expect(status).toBe(200);
    expect(body.total).toBe(3);
    expect(body.comments.map(({ id, pinned }) => [id, pinned])[0]).toEqual(['a', true]);
    expect(body.comments[0]).toMatchObject({ replyCount: 1 });
  });

  test('that is killed half-way shows nothing of a thread, and goes on when it is run again', async () => {
    const store = await opened();
    const file = await fileOf(
      lines(...Array.from({ length: 4500 }, (_, index) => aComment(`c${index}`, index ? 'c0' : null))),
    );
    let readings = 0;
    const killed: ImportFormat = {
      ...starlingFormat,
      read: async function* (...parameters) {
        const stopAt = ++readings === 2 ? 3000 : Infinity;
        let rows = 0;
        for await (const record of starlingFormat.read(...parameters)) {
          if (rows++ === stopAt) throw new Error('killed');
          yield record;
        }
      },
    };
    await expect(imported(store, file, { format: killed })).rejects.toThrow('killed');
    const fixture = fixtureOver(store, '', {});
    expect((await fixture.list()).body).toMatchObject({ total: 0, comments: [] });
    expect((await fixture.get('/comments/c0')).status).toBe(404);
    const report = await imported(store, file);
    expect(report).toMatchObject({ added: { comments: 2500 }, present: { comments: 2000 } });
    expect((await fixture.list()).body).toMatchObject({ total: 4500, comments: [{ replyCount: 4499 }] });
  });

  test('finds each thread by the name that its page has now', async () => {
    const store = await opened();
    await imported(
      store,
      await fileOf(lines(aComment('a', null, { threadId: 'http://Blog.example/post/?utm_source=x' }))),
    );
    const thread = threadKey('https://blog.example/post');
    expect(await store.read(({ threads }) => threads.find({ site: '', thread }))).toMatchObject({ total: 1 });
  });
});

describe('a copy', () => {
  test('from SQLite and back has every row, the secret too, and is compared', async () => {
    const { store } = await filled();
    const sqlite = () => temporaryFolder().then((folder) => opened(`sqlite:${join(folder, 'copy.db')}`));
    const secret = await store.secret();
    const fixture = fixtureOver(store, '', { scrypt: quickScrypt });
    await signedIn(fixture, 'ada');
    await withKey(fixture);
    const [middle, last] = [await opened(), await sqlite()];
    const report = await copyStore(store, middle);
    expect(report).toMatchObject({ threads: 2, comments: 6, settings: 1, moderators: 1, sessions: 1, api_keys: 1 });
    expect(await copyStore(middle, last)).toEqual(report);
    expect(await last.secret()).toBe(secret);
    await signIn(fixtureOver(last, '', { scrypt: quickScrypt }), 'ada');
    const text = await exported(store);
    expect(withoutHeader(await exported(last))).toBe(withoutHeader(text));
    // Who moderates is no part of what a file may bring.
    expect(text).not.toContain('scrypt$');
    // Cut short or not, the same again changes nothing.
    expect(await copyStore(store, middle)).toEqual(report);
    await fixtureOver(middle, '', {}).write('its own');
    await expect(copyStore(store, middle)).rejects.toThrow('must have nothing of its own');
  });
});

test('the header says what the file is', async () => {
  const text = await exported(await opened());
  expect(JSON.parse(text)).toMatchObject({ starling: 1, exportedAt: expect.stringMatching(/Z$/) });
  const file = await fileOf('{"starling":2}\n');
  await expect(imported(await opened(), file)).rejects.toThrow('no export of this version');
  expect(await readFile(file, 'utf8')).toBe('{"starling":2}\n');
});
