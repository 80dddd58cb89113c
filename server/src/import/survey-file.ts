import { nameThread, type NamedThread } from '../service/thread-name.js';
import type { ThreadName } from '../store/requests.js';
import type { TransferRow } from '../store/transfer.js';
import type { CountedThread } from './count-threads.js';
import { derivedId } from './derived-id.js';
import { familyTree, type FamilyTree } from './family-tree.js';
import { tellIn, type ImportReport } from './import-report.js';
import { type ImportRequest, batchSize } from './import-request.js';
import { isSkipped, type Imported } from './imported.js';
import { makeKeepable } from './keepable.js';

export interface Survey {
  tree: FamilyTree;
  threads: Map<string, SurveyedThread>;
  /** Comments whose id occurred before, by their number in the file. */
  twice: Set<number>;
  /** Ids in the file that a comment of another site has, with the ids that replace them. */
  renamed: Map<string, string>;
  /** Threads that moderators have moved here, with the threads that they moved to. */
  moved: Map<string, string>;
  rows: number;
}

interface SurveyedThread extends CountedThread {
  threadId: string;
  /** Whether the database already contains it. */
  exists: boolean;
}

export const keyOf = ({ site, thread }: ThreadName): string => `${site}\0${thread}`;

export const nameOf = ({ site, thread_id: id }: TransferRow): NamedThread => {
  const key = `${site}\0${id}`;
  let name = names.get(key);
  if (!name) {
    name = nameThread(String(site), String(id));
    if (names.size >= mostNames) names.clear();
    names.set(key, name);
  }
  return name;
};

/**
 * Cached, because naming a thread takes longer than reading one of its rows, and a file has many rows of each thread.
 */
const names = new Map<string, NamedThread>();

const mostNames = 10_000;

export const surveyFile = async (request: ImportRequest, report: ImportReport): Promise<Survey> => {
  const { store, format, file, site, progress } = request;
  const tree = familyTree();
  const survey: Survey = { tree, threads: new Map(), twice: new Set(), renamed: new Map(), moved: new Map(), rows: 0 };
  const skip = tellIn(report.skipped);
  let number = 0;
  for await (const record of format.read(file, site)) {
    if (isSkipped(record)) {
      skip(record.line, record.reason);
      continue;
    }
    makeKeepable(record.row);
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

/** A comment's id is unique on the server: if a comment of another site has it, this comment gets a new one. */
export const findRenamed = async ({ store, format }: ImportRequest, { tree, renamed }: Survey): Promise<void> => {
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
