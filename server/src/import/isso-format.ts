import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { foreignComment, foreignThread } from './foreign-comment.js';
import { BrokenFile, type Imported, type ImportFormat, type Skipped } from './imported.js';
import { isIssoJson, readIssoJson } from './isso-json.js';
import { startOf } from './text-decoder.js';

/** Isso's database, comments.db, or its JSON. */
export const issoFormat: ImportFormat = {
  name: 'isso',
  recognises: (start) => isDatabase(start) || isIssoJson(start),
  read: async function* (file, site) {
    yield* isDatabase(await startOf(file)) ? readIsso(file, site) : readIssoJson(file, site);
  },
};

const isDatabase = (start: string): boolean => start.startsWith('SQLite format 3\0');

const Row = z.object({
  id: z.int(),
  parent: z.int().nullable(),
  created: z.number(),
  modified: z.number().nullable(),
  mode: z.int(),
  text: z.string().nullable(),
  author: z.string().nullable(),
  email: z.string().nullable(),
  website: z.string().nullable(),
  likes: z.int().nullable(),
  dislikes: z.int().nullable(),
  uri: z.string(),
  title: z.string().nullable(),
  thread: z.int(),
});
type IssoRow = z.output<typeof Row>;

/**
 * Reads Isso's database. The reported lines are the numbers of its comments, and threads are named by their path, as in
 * Isso.
 */
async function* readIsso(file: string, site = ''): AsyncGenerator<Imported | Skipped> {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const known = new Set<number>();
    let line = 0;
    for (const row of rowsOf(database)) {
      line++;
      if (!known.has(row.thread)) {
        known.add(row.thread);
        const createdAt = Math.round(row.created * 1000);
        yield foreignThread(line, site, { id: row.uri, title: row.title ?? '', createdAt });
      }
      yield* toComment(line, site, row);
    }
  } finally {
    database.close();
  }
}

function* rowsOf(database: DatabaseSync): Generator<IssoRow> {
  try {
    const statement = database.prepare(
      `select comments.id, parent, created, modified, mode, text, author, email, website, likes, dislikes, uri, title,
        threads.id as thread from comments join threads on threads.id = comments.tid order by comments.id`,
    );
    for (const row of statement.iterate()) yield Row.parse(row);
  } catch (error) {
    throw new BrokenFile(1, `is no database of Isso's: ${(error as Error).message}`);
  }
}

const toComment = (line: number, site: string, row: IssoRow): Imported[] =>
  foreignComment({
    line,
    site,
    format: 'isso',
    sourceId: String(row.id),
    parent: row.parent === null ? '' : String(row.parent),
    threadId: row.uri,
    name: row.author ?? '',
    email: row.email ?? '',
    url: row.website ?? '',
    text: { markdown: row.text ?? '' },
    // Isso's modes: 1 is public, 2 is pending, 4 is deleted with replies.
    status: row.mode === 1 ? 'published' : row.mode === 4 ? 'deleted' : 'pending',
    createdAt: Math.round(row.created * 1000),
    editedAt: row.modified === null ? undefined : Math.round(row.modified * 1000),
    up: row.likes ?? 0,
    down: row.dislikes ?? 0,
  });
