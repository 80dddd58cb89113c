import { transferColumns } from '../store/sql/transfer-columns.js';
import type { ColumnKind, TransferRow } from '../store/transfer.js';
import { idPattern } from '../service/comment-id.js';
import { BrokenFile, type Imported, type ImportFormat, type Skipped } from './imported.js';
import { readLines } from './read-lines.js';

/**
 * Starling's own format: one line of JSON per row, after a first line that identifies the format. Column names are in
 * camelCase.
 */
export const starlingFormat: ImportFormat = {
  name: 'starling',
  recognises: (start) => /^\s*\{\s*"starling"\s*:/.test(start),
  read: readStarling,
};

/** The version of the format; files of later versions are rejected. */
export const formatVersion = 1;

/** The types of lines and their tables, in the order in which a file contains them. */
export const recordTypes = {
  thread: 'threads',
  comment: 'comments',
  source: 'imported_ids',
  rating: 'rating_sources',
  vote: 'votes',
  report: 'reports',
  visitor: 'visitors',
  identity: 'identities',
  decision: 'moderation_log',
  alias: 'thread_aliases',
  ban: 'bans',
} as const satisfies Record<string, Imported['table']>;

export const toCamelCase = (column: string): string =>
  column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

async function* readStarling(file: string, site: string | undefined): AsyncGenerator<Imported | Skipped> {
  for await (const { line, text } of readLines(file)) {
    if (text.trim() === '') continue;
    const record = parse(line, text);
    if (line === 1) {
      if (record.starling !== formatVersion) throw new BrokenFile(1, 'is no export of this version of Starling');
      continue;
    }
    yield toImported(line, site === undefined ? record : { ...record, site });
  }
}

const parse = (line: number, text: string): Record<string, unknown> => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new BrokenFile(line, `is not JSON: ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new BrokenFile(line, 'is no object');
  return value as Record<string, unknown>;
};

const toImported = (line: number, record: Record<string, unknown>): Imported | Skipped => {
  const { type } = record;
  if (typeof type !== 'string' || !Object.hasOwn(recordTypes, type)) return { line, reason: 'of no known type' };
  const table = recordTypes[type as keyof typeof recordTypes];
  const row: TransferRow = {};
  for (const { column, name, kind } of fields[table]) {
    const kept = asKind(kind, Object.hasOwn(record, name) ? record[name] : undefined);
    if (kept === undefined) return { line, reason: `"${name}" is not right` };
    row[column] = kept;
  }
  if ('thread' in transferColumns[table]) {
    const id = asKind('text', record.threadId);
    if (typeof id !== 'string' || id === '') return { line, reason: '"threadId" is missing' };
    row.thread_id = id;
  }
  const wrong = wrongValue(table, row);
  return wrong === undefined ? { line, table, row } : { line, reason: wrong };
};

/** The field name for each column, computed once, because a file has millions of lines. */
const fields = Object.fromEntries(
  Object.entries<Record<string, ColumnKind>>(transferColumns).map(([table, columns]) => [
    table,
    Object.entries(columns)
      .filter(([, kind]) => kind !== 'derived')
      .map(([column, kind]) => ({ column, name: toCamelCase(column), kind })),
  ]),
) as Record<Imported['table'], { column: string; name: string; kind: ColumnKind }[]>;

/** The value if it is of the right kind, with a missing number as 0; otherwise undefined. */
const asKind = (kind: ColumnKind, value: unknown): string | number | null | undefined => {
  if (value === undefined || value === null) {
    return kind === 'text?' || kind === 'number?' ? null : kind === 'number' ? 0 : undefined;
  }
  if (kind === 'text' || kind === 'text?') return typeof value === 'string' ? value : undefined;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
};

const statuses = new Set<unknown>(['published', 'pending', 'deleted']);
const isStars = (value: unknown): boolean => [1, 2, 3, 4, 5].includes(value as number);

const wrongValue = (table: Imported['table'], row: TransferRow): string | undefined => {
  if (table === 'comments') {
    if (!idPattern.test(String(row.id))) return '"id" is no id of a comment';
    if (!statuses.has(row.status)) return '"status" is none';
    if (row.rating !== null && (row.parent !== null || !isStars(row.rating))) return '"rating" is not right';
  }
  if (table === 'rating_sources' && !isStars(row.stars)) return '"stars" is not from 1 to 5';
  if (table === 'votes' && row.value !== 1 && row.value !== -1) return '"value" is neither 1 nor -1';
  return undefined;
};
