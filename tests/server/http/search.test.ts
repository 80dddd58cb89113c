import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import type { QueuePage } from '../../../server/src/service/queue.js';
import { aToken, createFixture, type Fixture } from '../support/fixture.js';
import { quickScrypt, signedIn, type Call } from '../support/moderators.js';

const opened = async (options = {}) => {
  const clock = { now: Date.parse('2026-03-01T12:00:00Z') };
  const fixture = await createFixture({ scrypt: quickScrypt, now: () => clock.now, ...options });
  const write = async (body: string, more = {}, token?: string) => {
    clock.now += 1000;
    return (await fixture.write(body, more, token)).id;
  };
  return { clock, fixture, write, call: await signedIn(fixture, 'olga', 'owner') };
};

const pageOf = async (call: Call, query: Record<string, string>) => {
  const { status, body } = await call('GET', `/comments?${new URLSearchParams(query)}`);
  expect(status).toBe(200);
  return body as unknown as QueuePage;
};
const found = async (call: Call, q: string, more: Record<string, string> = {}) =>
  (await pageOf(call, { q, ...more })).comments.map(({ id }) => id);

/** Every word that the database's own index has, whatever is left of the comments. */
const indexedWords = async ({ path }: Fixture): Promise<string> => {
  if (path.startsWith('postgres')) {
    const client = new pg.Client(path);
    await client.connect();
    // An index of PostgreSQL's is of the rows as they are: what is not in them is not found.
    const { rows } = await client.query('select author_name, author_email, author_url, body from comments');
    await client.end();
    return JSON.stringify(rows).toLowerCase();
  }
  const database = new DatabaseSync(path);
  database.exec("create virtual table temp.words using fts5vocab(main, 'search_index', 'row')");
  const terms = database.prepare('select term from temp.words').all();
  database.close();
  return JSON.stringify(terms);
};

describe('the search', () => {
  test('finds words in names, addresses and bodies, the newest first, whatever their case', async () => {
    const { call, write } = await opened();
    const author = { name: 'Grace Hopper', email: 'grace@navy.example', url: 'https://cobol.example/manual' };
    const first = await write('A **moth** in the relay', { author });
    const second = await write('Relays are slow');
    expect(await found(call, 'RELAY')).toEqual([second, first]);
    expect(await found(call, 'moth relay')).toEqual([first]);
    expect(await found(call, 'hopper')).toEqual([first]);
    expect(await found(call, 'grace@navy.example')).toEqual([first]);
    expect(await found(call, 'cobol.example')).toEqual([first]);
    expect(await found(call, '"in the relay"')).toEqual([first]);
    expect(await found(call, '"the in relay"')).toEqual([]);
    expect(await found(call, 'elay')).toEqual([]);
  });

  test('takes whatever is typed for words, and nothing for its own language', async () => {
    const { call, fixture, write } = await opened();
    // PostgreSQL knows the case of such letters as far as its locale does: that of the tests is C.
    const words = fixture.path.startsWith('postgres') ? ['ünïcode', 'слово'] : ['UNICODE', 'СЛОВО'];
    const id = await write('It’s 100% OR nothing: ünïcode 漢字 слово');
    for (const q of ['or', '"OR', "it's", '100%', '漢字', 'nothing*', ...words])
      expect([q, await found(call, q)]).toEqual([q, [id]]);
    expect(await found(call, 'a & b | "')).toEqual([]);
    for (const q of ['***', '-', ' ', '""', ':)', 'NEAR(a b)', 'body:x', "'; drop table comments --"])
      expect([q, await found(call, q)]).toEqual([q, []]);
    expect((await call('GET', `/comments?q=${'x'.repeat(201)}`)).status).toBe(422);
  });

  test('goes on by its cursor, with any other filter, each comment once', async () => {
    const { call, fixture, write } = await opened();
    const ids: string[] = [];
    for (let index = 0; index < 600; index++) {
      ids.unshift(await write(`word ${index}`, { thread: { id: `thread ${index % 2}` }, site: index % 3 ? 'b' : 'a' }));
    }
    const spam = ids.slice(550, 553);
    await fixture.moderation.decide('spam', ...spam);
    expect(await found(call, 'word', { state: 'spam' })).toEqual(spam);
    const walked: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: QueuePage = await pageOf(call, { q: 'word', limit: '100', ...(cursor && { cursor }) });
      walked.push(...page.comments.map(({ id }) => id));
      cursor = page.next;
    }
    expect(walked).toEqual(ids);
    expect(await found(call, 'word', { site: 'a', thread: 'thread 0', limit: '100' })).toHaveLength(100);
    expect(await found(call, 'word 599', { site: 'a' })).toEqual([]);
    const ada = await signedIn(fixture, 'ada', 'moderator', ['a']);
    expect((await pageOf(ada, { q: 'word' })).comments.map(({ site }) => site)).toEqual(Array(25).fill('a'));
    const nobody = await signedIn(fixture, 'nobody', 'moderator', []);
    expect(await found(nobody, 'word')).toEqual([]);
  }, 60_000);

  test('decides on all that match, and on nothing that came later', async () => {
    const { call, clock, write, fixture } = await opened();
    for (let index = 0; index < 3; index++) await write('cheap pills');
    const good = await write('expensive pills');
    const before = new Date(clock.now).toISOString();
    const later = await write('cheap pills');
    const match = { q: 'cheap', before };
    const { body } = await call('POST', '/comments/actions', { match, action: 'spam' });
    expect(body).toMatchObject({ changed: [{ state: 'spam' }, { state: 'spam' }, { state: 'spam' }], next: null });
    expect((await fixture.list()).body.comments.map(({ id }) => id)).toEqual([later, good]);
  });
});

describe('a word among what a filter leaves', () => {
  test('follows whatever becomes of a comment', async () => {
    const { call, fixture, write } = await opened();
    const ids: string[] = [];
    for (const site of ['a', 'a b', 'b'])
      for (const thread of ['one', 'two']) ids.unshift(await write('osprey', { site, thread: { id: thread } }));
    const [b2, b1, ab2, ab1, a2, a1] = ids as [string, string, string, string, string, string];
    const among = (more: Record<string, string>) => found(call, 'osprey', more);
    expect(await among({ site: 'a' })).toEqual([a2, a1]);
    expect(await among({ site: 'a b', thread: 'two' })).toEqual([ab2]);

    const { undo } = await fixture.moderation.decide('spam', a1, ab1, b1);
    expect(await among({ state: 'spam' })).toEqual([b1, ab1, a1]);
    expect(await among({ state: 'spam', site: 'a' })).toEqual([a1]);
    expect(await among({ state: 'pending' })).toEqual([]);
    expect(await among({ state: 'published', site: 'a b' })).toEqual([ab2]);
    await fixture.moderation.undo(undo);
    expect(await among({ state: 'spam' })).toEqual([]);
    await fixture.moderation.decide('delete', b2);
    expect(await among({ state: 'deleted' })).toEqual([b2]);

    await fixture.call('POST', `/comments/${a2}/report`, { reason: 'No osprey' });
    expect(await among({ reported: 'true' })).toEqual([a2]);
    await fixture.moderation.approve(a2);
    expect(await among({ reported: 'true' })).toEqual([]);

    await call('POST', '/threads/move', { site: 'a', from: 'one', to: 'two' });
    expect(await among({ site: 'a', thread: 'two' })).toEqual([a2, a1]);
  });

  test('is found whole, however many have the word, and however few are left', async () => {
    const { call, clock, fixture, write } = await opened();
    const rare = await write('The rare grebe of the heron’s lake');
    const left: string[] = [];
    for (let index = 0; index < 900; index++) {
      // Several of one time, as an import has them.
      if (index % 3) clock.now -= 1000;
      const id = await write(index % 7 ? 'heron' : 'gull');
      if (index % 90 < 2) left.unshift(id);
    }
    await fixture.moderation.decide('spam', ...left);
    const walked: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: QueuePage = await pageOf(call, { q: 'heron', state: 'spam', limit: '3', ...(cursor && { cursor }) });
      walked.push(...page.comments.map(({ id }) => id));
      expect(page.comments.every(({ body }) => body === 'heron')).toBe(true);
      cursor = page.next;
    }
    const { comments } = await pageOf(call, { state: 'spam', limit: '100' });
    const wanted = comments.filter(({ body }) => body === 'heron').map(({ id }) => id);
    expect(wanted.length).toBeGreaterThan(15);
    expect(walked).toEqual(wanted);

    // Of one that few have, also below very many.
    for (const q of ['grebe', 'gre', 'heron grebe', '"the rare gre"', 'lake heron'])
      expect([q, await found(call, q)]).toEqual([q, [rare]]);
    expect(await found(call, 'grebe', { state: 'published' })).toEqual([rare]);
    for (const q of ['"grebe rare"', 'grebe gull']) expect([q, await found(call, q)]).toEqual([q, []]);
    expect(await found(call, 'grebe', { state: 'spam' })).toEqual([]);
  }, 60_000);

  test('is found by who wrote it', async () => {
    const { call, write } = await opened();
    const token = aToken();
    const email = 'Long.Name.Of.Somebody@one.example';
    const theirs = await write('osprey', { author: { name: 'Ada', email } }, token);
    await write('osprey', { author: { name: 'Ada', email: 'long.name.of.somebody@two.example' } }, aToken());
    const { visitor } = (await call('GET', `/comments/${theirs}`)).body.comment as unknown as { visitor: string };
    expect(await found(call, 'osprey', { author: visitor })).toEqual([theirs]);
    expect(await found(call, 'osprey', { author: email.toLowerCase() })).toEqual([theirs]);
    expect(await found(call, 'osprey', { author: 'nobody@one.example' })).toEqual([]);
  });

  test('is no word itself', async () => {
    const { call, write } = await opened();
    await write('A grebe', { site: 'a' });
    for (const q of ['spublished', 'published', 's', 'w', '73', 's7075', '\ue000s']) {
      expect([q, await found(call, q)]).toEqual([q, []]);
    }
  });

  test('is not made of what somebody writes', async () => {
    const { call, write } = await opened();
    await write(`An osprey \ue000s${Buffer.from('spam').toString('hex')}, '=sspam'`);
    expect(await found(call, 'osprey', { state: 'spam' })).toEqual([]);
  });
});

test('a word is found by its beginning, however many begin so, with its accents or without', async () => {
  const { call, fixture, write } = await opened();
  const isPostgres = fixture.path.startsWith('postgres');
  const cafe = await write('Ein Café am Fluß, Łódź, Ёлка');
  const many: string[] = [];
  for (let index = 0; index < 35; index++)
    many.unshift(await write(Array.from({ length: 10 }, (_, word) => `caf${index * 10 + word}x`).join(' ')));
  expect(await found(call, 'caf', { limit: '100' })).toEqual([...many, cafe]);
  // Two letters that so many words begin with are looked for as a word, where the index would make one list of all.
  expect(await found(call, 'ca', { limit: '100' })).toHaveLength(isPostgres ? 36 : 0);
  expect(await found(call, 'fl')).toEqual([cafe]);
  expect(await found(call, 'caf33')).toEqual([many.at(1), many.at(-4)]);
  expect(await found(call, '"am flu"')).toEqual([cafe]);
  const asWritten = ['café', 'CAFÉ', 'łód', 'ёл'];
  const withoutAccents = ['cafe', 'łodz'];
  // PostgreSQL takes words as they are written, and their case as its locale has it.
  const known = isPostgres ? ['café'] : [...asWritten, ...withoutAccents];
  for (const q of known) expect([q, await found(call, q)]).toEqual([q, [cafe]]);
});

describe('the index', () => {
  test('follows edits, and has no word of what was deleted', async () => {
    const { call, clock, fixture, write } = await opened();
    const token = aToken();
    const own = await write('aardvark', { author: { name: 'Bumblebee', email: 'cuckoo@example.org' } }, token);
    const moderated = await write('dragonfly');
    await fixture.call('PATCH', `/comments/${own}`, { body: 'earthworm' }, { token });
    expect(await found(call, 'aardvark')).toEqual([]);
    expect(await found(call, 'earthworm')).toEqual([own]);
    await fixture.call('DELETE', `/comments/${own}`, undefined, { token });
    expect(await found(call, 'bumblebee')).toEqual([]);
    await fixture.moderation.decide('delete', moderated);
    expect(await found(call, 'dragonfly', { state: 'deleted' })).toEqual([moderated]);
    clock.now += 11 * 60 * 1000;
    await fixture.store.purge(clock.now);
    expect(await found(call, 'dragonfly')).toEqual([]);
    expect(await indexedWords(fixture)).not.toMatch(/aardvark|bumblebee|cuckoo|dragonfly|earthworm/);
  });

  test('has nothing of a write that failed', async () => {
    const { call, fixture } = await opened();
    await fixture.post({ body: 'firefly', parent: 'unknown' });
    expect(await found(call, 'firefly')).toEqual([]);
    expect(await indexedWords(fixture)).not.toContain('firefly');
  });
});
