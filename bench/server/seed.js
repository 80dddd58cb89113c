import { DatabaseSync } from 'node:sqlite';
import { openStore } from '../../server/dist/index.js';
import { fixturePage } from '../../tests/support/fixture-comments.ts';
import { fixtureBodies } from '../../tests/support/fixture-bodies.js';
import { threadId, threadKey } from './threads.js';

export const templates = 20;
export const perThread = 100;

/**
 * Fills a new database with threads of a hundred comments each: twenty by the store itself, with votes; the others are
 * copies of these, table by table, as the store does some two thousand a second.
 */
export const seedThreads = async (path, threads) => {
  const store = await openStore(`sqlite:${path}`);
  for (let n = 0; n < Math.min(threads, templates); n++) await fillThread(store, n);
  await store.close();

  copying(path, (db) => {
    for (let n = templates; n < threads; n++) copyThread(db, { from: n % templates, to: n, suffix: `-${n}` });
  });
};

/**
 * Fills a new database with three threads: number 0 with a hundred comments, number 1 with `comments`, number 2 with a
 * thousand. Their times are spread over years, all of them are of the same forms.
 */
export const seedLargeThread = async (path, comments) => {
  const store = await openStore(`sqlite:${path}`);
  await fillThread(store, 0);
  await store.close();

  copying(path, (db) => {
    for (const [to, count] of [
      [1, comments],
      [2, 1000],
    ]) {
      const copies = count / perThread;
      for (let copy = 0; copy < copies; copy++) {
        copyThread(db, { from: 0, to, suffix: `-${to}-${copy}`, earlier: copy * 137_000, more: copy > 0 });
      }
      db.prepare(`update threads set ${counted.map((name) => `${name} = ${name} * ${copies}`)} where thread = ?`).run(
        threadKey(threadId(to)),
      );
    }
  });
};

/** A thread by the store: comments, replies, ratings, votes. */
const fillThread = async (store, n) => {
  const id = threadId(n);
  const thread = { site: '', thread: threadKey(id) };
  // Each begins elsewhere in the fixture, so that not all pages are alike.
  const { comments } = fixturePage(perThread, Date.UTC(2025, 0, 15) + n * 1000);
  const ids = new Map();
  const submit = async (comment, index) => {
    const { markdown, html } = fixtureBodies[(index + n) % fixtureBodies.length];
    const answer = await store.comments.submit({
      ...thread,
      threadId: id,
      parent: comment.parent === null ? undefined : ids.get(comment.parent),
      author: { ...comment.author, email: 'reader@example.org' },
      visitor: null,
      text: { body: markdown, html, renderer: 1 },
      rating: comment.rating ?? undefined,
      reasons: [],
      now: Date.parse(comment.createdAt),
    });
    ids.set(comment.id, answer.comment.id);
    const votes = [...Array(comment.votes.up).fill(1), ...Array(comment.votes.down).fill(-1)];
    await Promise.all(
      votes.map((value, voter) =>
        store.comments.vote({
          site: '',
          id: answer.comment.id,
          visitor: `voter ${voter}`,
          value,
          now: Date.parse(comment.createdAt),
        }),
      ),
    );
  };
  const oldestFirst = comments.toReversed();
  await Promise.all(oldestFirst.map(submit));
  const replies = oldestFirst.flatMap((root) => root.replies ?? []);
  for (const [index, reply] of replies.entries()) await submit(reply, index);
};

/** What a thread with so many copies of all has so many times. */
export const counted = ['total', 'stars_1', 'stars_2', 'stars_3', 'stars_4', 'stars_5'];

/** One transaction on the file, by SQLite itself. */
const copying = (path, copy) => {
  const db = new DatabaseSync(path);
  db.function('thread_key', threadKey);
  db.exec('pragma synchronous = off; pragma cache_size = -1000000; begin');
  copy(db);
  db.exec('commit; pragma wal_checkpoint(truncate)');
  db.close();
};

const statements = new WeakMap();

/** Copies a template's rows; whatever columns a table has, those that name a comment get the suffix. */
const copyThread = (db, { from, to, suffix, earlier = 0, more = false }) => {
  if (!statements.has(db)) statements.set(db, copies(db));
  const { threads, ...others } = statements.get(db);
  const values = { from: threadKey(threadId(from)), to: threadKey(threadId(to)), id: threadId(to), suffix, earlier };
  const used = (statement) => Object.fromEntries(Object.entries(values).filter(([name]) => statement.names.has(name)));
  for (const statement of [...(more ? [] : [threads]), ...Object.values(others)]) {
    statement.prepared.run(used(statement));
  }
};

const copies = (db) =>
  Object.fromEntries(
    ['threads', 'comments', 'rating_sources'].map((table) => {
      const columns = db
        .prepare(`select name from pragma_table_info(?)`)
        .all(table)
        .map(({ name }) => name);
      // No index of the real tables is by thread alone.
      db.exec(
        `create temp table template_${table} as select * from ${table}; create index temp.${table}_thread on template_${table} (thread)`,
      );
      const sql = `insert into ${table} (${columns}) select ${columns.map((name) => changed[name] ?? name)} from template_${table} where thread = :from`;
      return [table, { prepared: db.prepare(sql), names: new Set(sql.match(/(?<=:)\w+/g)) }];
    }),
  );

/** What of a copied row is not as it was. */
const changed = {
  thread: ':to',
  thread_id: ':id',
  id: 'id || :suffix',
  root: 'root || :suffix',
  parent: 'parent || :suffix',
  source: 'source || :suffix',
  // Of a comment without a token it is the comment's id.
  visitor: 'visitor || :suffix',
  created_at: 'created_at - :earlier',
};
