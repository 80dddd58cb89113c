import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import '../import-tests.js';
import { counted, perThread, seedThreads as seedSqlite, templates } from '../server/seed.js';
import { threadId, threadKey } from '../server/threads.js';
import { query } from './query.js';

const { builtCli } = await import('../../tests/server/support/process.ts');

/** Fills a new database with threads of a hundred comments each: twenty by the store itself, the others by copying. */
export const seedThreads = async (address, folder, threads) => {
  await fill(address, join(folder, 'templates.db'), templates);
  const copies = Array.from({ length: threads - templates }, (_, n) => n + templates);
  await copyThreads(
    address,
    copies.map((n) => ({ from: n % templates, to: n, suffix: `-${n}`, earlier: 0, first: true })),
  );
};

/** Fills a new database as `seedLargeThread` does on SQLite: thread 1 has `comments`, thread 2 a thousand. */
export const seedLargeThread = async (address, folder, comments) => {
  await fill(address, join(folder, 'template.db'), 1);
  for (const [to, count] of [
    [1, comments],
    [2, 1000],
  ]) {
    const copies = Array.from({ length: count / perThread }, (_, copy) => copy);
    await copyThreads(
      address,
      copies.map((copy) => ({ from: 0, to, suffix: `-${to}-${copy}`, earlier: copy * 137_000, first: copy === 0 })),
    );
    const sums = counted.map((name) => `${name} = ${name} * ${copies.length}`);
    await query(address, `update threads set ${sums} where thread = $1`, [threadKey(threadId(to))]);
  }
};

/** By way of SQLite, which takes votes by the thousand sooner. */
const fill = async (address, file, threads) => {
  await seedSqlite(file, threads);
  await promisify(execFile)(process.execPath, [await builtCli(), 'copy', '--from', `sqlite:${file}`, '--to', address]);
};

/** Copies the rows of whole threads by one statement a table; those that name a comment get the suffix. */
const copyThreads = async (address, copies) => {
  const given = [
    copies.map(({ from }) => threadKey(threadId(from))),
    copies.map(({ to }) => threadKey(threadId(to))),
    copies.map(({ to }) => threadId(to)),
    ...['suffix', 'earlier', 'first'].map((name) => copies.map((copy) => copy[name])),
  ];
  for (const table of ['threads', 'comments', 'rating_sources']) {
    const columns = await query(
      address,
      'select column_name as name from information_schema.columns where table_schema = current_schema() and table_name = $1',
      [table],
    );
    const names = columns.map(({ name }) => name);
    await query(
      address,
      `insert into ${table} (${names})
       select ${names.map((name) => changed[name] ?? `it.${name}`)}
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::boolean[])
         as copy (source, target, target_id, suffix, earlier, first)
       join ${table} it on it.thread = copy.source
       where copy.first or ${table !== 'threads'}`,
      given,
    );
  }
  // As autovacuum would, sooner or later.
  await query(address, 'vacuum analyze');
};

/** What of a copied row is not as it was. */
const changed = {
  thread: 'copy.target',
  thread_id: 'copy.target_id',
  id: 'it.id || copy.suffix',
  root: 'it.root || copy.suffix',
  parent: 'it.parent || copy.suffix',
  source: 'it.source || copy.suffix',
  // Of a comment without a token it is the comment's id.
  visitor: 'it.visitor || copy.suffix',
  created_at: 'it.created_at - copy.earlier',
};
