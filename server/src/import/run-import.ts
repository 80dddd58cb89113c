import type { CommentStatus } from '../contract.js';
import { renderMarkdown } from '../service/text/render-markdown.js';
import { nameThread, type NamedThread } from '../service/thread-name.js';
import { listing, listingOf, starRank } from '../store/sql/listing.js';
import { transferColumns } from '../store/sql/transfer-columns.js';
import type { ThreadName } from '../store/requests.js';
import type { Store } from '../store/store.js';
import type { TransferRow } from '../store/transfer.js';
import { wilsonLowerBound } from '../store/wilson.js';
import { countThreads, type CountedThread } from './count-threads.js';
import { derivedId } from './derived-id.js';
import { familyTree, type FamilyTree } from './family-tree.js';
import { htmlToMarkdown } from './html-to-markdown.js';
import { emptyReport, tellIn, type ImportReport } from './import-report.js';
import { keepable, replaced } from './keepable.js';
import { isSkipped, type Imported, type ImportFormat } from './imported.js';

export interface ImportRequest {
  store: Store;
  format: ImportFormat;
  file: string;
  /** Where everything goes; by default where the file says, or the site without a name. */
  site?: string;
  /** Only reports what would be done. */
  dryRun?: boolean;
  now: () => number;
  /** Told now and then how many rows of how many were read. */
  progress?: (done: number, total: number | undefined) => void;
}

/** Rows of a transaction: each waits for the disk, and keeps those who write meanwhile waiting. */
const batchSize = 2000;
/** Letters of a transaction: a few comments may be as long as thousands of others. */
const batchLetters = 2_000_000;

/**
 * Brings a file's comments in. It is read twice: once to see that all of it can be read and how it hangs together, then
 * to write it. So a broken file leaves nothing. What is there already stays as it is; an import that was killed goes on
 * when it is run again. A thread shows what was imported once all of it is there.
 *
 * @throws BrokenFile
 */
export const runImport = async (request: ImportRequest): Promise<ImportReport> => {
  const report = emptyReport();
  const survey = await surveyFile(request, report);
  await findRenamed(request, survey);
  report.renamed = survey.renamed.size;
  await writeRows(request, survey, report);
  report.threads = [...survey.threads.values()]
    .filter(({ comments }) => comments > 0)
    .map(({ row, threadId, comments }) => ({ site: row.site, thread: threadId, comments }));
  return report;
};

interface Survey {
  tree: FamilyTree;
  threads: Map<string, SurveyedThread>;
  /** Comments that came with an id that had come before, by their number in the file. */
  twice: Set<number>;
  /** Ids in the file that another site has, with those that they get. */
  renamed: Map<string, string>;
  /** Threads that moderators moved here, with where to. */
  moved: Map<string, string>;
  rows: number;
}

interface SurveyedThread extends CountedThread {
  threadId: string;
  /** Whether the database has it already. */
  exists: boolean;
}

const keyOf = ({ site, thread }: ThreadName): string => `${site}\0${thread}`;

const nameOf = ({ site, thread_id: id }: TransferRow): NamedThread => {
  const key = `${site}\0${id}`;
  let name = names.get(key);
  if (!name) {
    name = nameThread(String(site), String(id));
    if (names.size >= mostNames) names.clear();
    names.set(key, name);
  }
  return name;
};

/** Naming a thread takes longer than reading a row of it, and a file has many rows of each. */
const names = new Map<string, NamedThread>();
const mostNames = 10_000;

const surveyFile = async (request: ImportRequest, report: ImportReport): Promise<Survey> => {
  const { store, format, file, site, progress } = request;
  const tree = familyTree();
  const survey: Survey = { tree, threads: new Map(), twice: new Set(), renamed: new Map(), moved: new Map(), rows: 0 };
  const skip = tellIn(report.skipped);
  let number = 0;
  for await (const record of keepable(format.read(file, site))) {
    if (isSkipped(record)) {
      skip(record.line, record.reason);
      continue;
    }
    if (++survey.rows % 1000 === 0) progress?.(survey.rows, undefined);
    if (record.table === 'threads') noteThread(survey, record.row);
    if (record.table !== 'comments') continue;
    if (!noteComment(survey, record)) {
      survey.twice.add(number);
      skip(record.line, 'a comment of this id came before');
    }
    number++;
  }
  tree.settle(tellIn(report.roots));
  await store.read(async ({ transfer }) => {
    for (const [key, thread] of survey.threads) {
      thread.exists = await transfer.hasThread(thread.row);
      const moved = thread.exists ? undefined : await transfer.movedTo(thread.row);
      if (moved === undefined) continue;
      survey.moved.set(key, moved);
      Object.assign(thread, { exists: true, row: { ...thread.row, thread: moved } });
    }
  });
  return survey;
};

const noteThread = ({ threads }: Survey, row: TransferRow): void => {
  const { threadId, ...name } = nameOf(row);
  const comments = threads.get(keyOf(name))?.comments ?? 0;
  threads.set(keyOf(name), { row: { ...row, ...name, thread_id: threadId }, threadId, comments, exists: false });
};

const noteComment = (survey: Survey, { line, row }: Imported): boolean => {
  const { site, thread } = nameOf(row);
  if (!survey.threads.has(keyOf({ site, thread }))) {
    const { thread_id, created_at } = row;
    noteThread(survey, { site, thread_id: thread_id!, url: null, title: null, closed: 0, created_at: created_at! });
  }
  const parent = row.parent === null ? null : String(row.parent);
  const published = row.status === 'published';
  const isNew = survey.tree.add({ line, site, thread, id: String(row.id), parent, published });
  if (isNew) survey.threads.get(keyOf({ site, thread }))!.comments++;
  return isNew;
};

/** A comment's id is unique in the server: where another site has it, the comment gets one of its own. */
const findRenamed = async ({ store, format }: ImportRequest, { tree, renamed }: Survey): Promise<void> => {
  for (let begin = 0; begin < tree.size; begin += batchSize) {
    const members = Array.from({ length: Math.min(batchSize, tree.size - begin) }, (_, index) =>
      tree.memberAt(begin + index),
    );
    const taken = await store.read(({ transfer }) => transfer.having(members.map(({ id }) => id)));
    const sites = Map.groupBy(taken, ({ id }) => id);
    for (const { site, id } of members) {
      const isTaken = sites.get(id)?.some((other) => other.site !== site);
      if (isTaken) renamed.set(`${site}\0${id}`, derivedId(site, format.name, id));
    }
  }
};

const writeRows = async (request: ImportRequest, survey: Survey, report: ImportReport): Promise<void> => {
  const { store, format, file, site, dryRun, progress, now } = request;
  const batches = new Map<Imported['table'], TransferRow[]>();
  let letters = 0;
  const flush = async (table: Imported['table']): Promise<void> => {
    const rows = batches.get(table) ?? [];
    batches.delete(table);
    if (table === 'comments') letters = 0;
    if (rows.length === 0) return;
    const added = (await (dryRun ? wouldAdd(store, table, rows) : store.transfer.keep(table, rows))).filter(
      Boolean,
    ).length;
    report.added[table] = (report.added[table] ?? 0) + added;
    report.present[table] = (report.present[table] ?? 0) + rows.length - added;
  };

  let number = 0;
  let index = 0;
  let rows = 0;
  for await (const record of keepable(format.read(file, site))) {
    if (isSkipped(record)) continue;
    if (++rows % 1000 === 0) progress?.(rows, survey.rows);
    const { table } = record;
    // Earlier exports have the stars of comments that are nobody's a second time.
    if (table === 'rating_sources' && record.row.visitor === record.row.source) continue;
    // They are made at the end, so that nobody sees half of one.
    if (table === 'threads' || (table === 'comments' && survey.twice.has(number++))) continue;
    const batch = batches.get(table) ?? [];
    batches.set(table, batch);
    const row = table === 'comments' ? commentRow(survey, record, index++) : otherRow(survey, record);
    batch.push(row);
    if (table === 'comments') letters += String(row.body).length + String(row.html).length;
    if (batch.length >= batchSize || (table === 'comments' && letters >= batchLetters)) await flush(table);
  }
  for (const table of batches.keys()) await flush(table);
  for (const { exists } of survey.threads.values()) {
    report.added.threads = (report.added.threads ?? 0) + Number(!exists);
    report.present.threads = (report.present.threads ?? 0) + Number(exists);
  }
  if (!dryRun) await countThreads(store, survey.threads.values(), now);
};

/** Which comments are not there yet. Of the rest a dry run can only say how much there is in the file. */
const wouldAdd = async (store: Store, table: Imported['table'], rows: TransferRow[]): Promise<boolean[]> => {
  if (table !== 'comments') return rows.map(() => true);
  const there = await store.read(({ transfer }) => transfer.having(rows.map(({ id }) => String(id))));
  const keys = new Set(there.map(({ site, id }) => `${site}\0${id}`));
  return rows.map(({ site, id }) => !keys.has(`${site}\0${id}`));
};

/** A comment's row with everything that follows from the others. */
const commentRow = ({ tree, threads, renamed, moved }: Survey, { row, text }: Imported, index: number): TransferRow => {
  const { site, thread } = nameOf(row);
  const idOf = (id: string): string => renamed.get(`${site}\0${id}`) ?? id;
  const parent = tree.parentOf(index);
  const made = {
    ...row,
    ...(text && rendered(text)),
    site,
    thread: moved.get(keyOf({ site, thread })) ?? thread,
    id: idOf(String(row.id)),
    parent: parent === null ? null : idOf(parent),
    root: idOf(tree.rootOf(index)),
    descendants: tree.descendantsOf(index),
    revision: 0,
    helpful: wilsonLowerBound(Number(row.up), Number(row.down)),
    highest: starRank(row.rating === null ? null : Number(row.rating)),
  };
  // In a thread that readers know it stays out of sight until the thread is counted anew.
  const isSeen = !threads.get(keyOf({ site, thread }))?.exists;
  const listed = listingOf({
    status: row.status as CommentStatus,
    parent: made.parent,
    pinned: row.pinned ? 1 : 0,
    descendants: made.descendants,
  });
  return { ...made, listing: isSeen ? listed : listing.none };
};

/** Rendered as what readers type is: none of another system's HTML is kept. */
const rendered = (text: NonNullable<Imported['text']>): TransferRow => {
  const source = 'markdown' in text ? text.markdown : htmlToMarkdown(text.html, text.lineBreaks);
  return { ...renderMarkdown(replaced(source)) };
};

const otherRow = ({ renamed, moved }: Survey, { table, row }: Imported): TransferRow => {
  const site = String(row.site);
  const idOf = (id: string | number | null): string | null =>
    id === null ? null : (renamed.get(`${site}\0${id}`) ?? String(id));
  return {
    ...row,
    ...('thread' in transferColumns[table] && { thread: moved.get(keyOf(nameOf(row))) ?? nameOf(row).thread }),
    ...(table === 'thread_aliases' && { alias: nameThread(site, String(row.alias_id)).thread }),
    ...('comment' in transferColumns[table] && { comment: idOf(row.comment!) }),
    ...(table === 'imported_ids' && { id: idOf(row.id!) }),
    ...(table === 'rating_sources' && { source: idOf(row.source!) }),
  };
};
