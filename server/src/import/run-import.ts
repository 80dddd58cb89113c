import type { Store } from '../store/store.js';
import type { TransferRow } from '../store/transfer.js';
import { countThreads } from './count-threads.js';
import { emptyReport, type ImportReport } from './import-report.js';
import { type ImportRequest, batchSize } from './import-request.js';
import { commentRow, otherRow } from './import-rows.js';
import { isSkipped, type Imported } from './imported.js';
import { makeKeepable } from './keepable.js';
import { type Survey, surveyFile, findRenamed } from './survey-file.js';

/** Characters per transaction, because a few comments may be as long as thousands of others. */
const batchLetters = 2_000_000;

/**
 * Imports a file's comments. The file is read twice: first to check that all of it can be read and how its comments are
 * related, then to write it. So a broken file changes nothing. Existing rows stay as they are, and an import that was
 * killed continues when it is run again. A thread shows its imported comments once all of them are written.
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

const writeRows = async (request: ImportRequest, survey: Survey, report: ImportReport): Promise<void> => {
  const { store, format, file, site, dryRun, progress, now } = request;
  const batches = new Map<Imported['table'], TransferRow[]>();
  let letters = 0;
  const flush = async (table: Imported['table']): Promise<void> => {
    const rows = batches.get(table) ?? [];
    batches.delete(table);
    if (table === 'comments') letters = 0;
    if (rows.length === 0) return;
    const added = await (dryRun ? wouldAdd(store, table, rows) : store.transfer.keep(table, rows));
    report.added[table] = (report.added[table] ?? 0) + added;
    report.present[table] = (report.present[table] ?? 0) + rows.length - added;
  };

  let number = 0;
  let index = 0;
  let rows = 0;
  for await (const record of format.read(file, site)) {
    if (isSkipped(record)) continue;
    makeKeepable(record.row);
    if (++rows % 1000 === 0) progress?.(rows, survey.rows);
    const { table } = record;
    // Exports of earlier versions contain the stars of comments without a visitor a second time.
    if (table === 'rating_sources' && record.row.visitor === record.row.source) continue;
    // Threads are created at the end, so that nobody sees half of one.
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

/** How many comments do not exist yet. For other rows, a dry run can only count how many there are in the file. */
const wouldAdd = async (store: Store, table: Imported['table'], rows: TransferRow[]): Promise<number> => {
  if (table !== 'comments') return rows.length;
  const there = await store.read(({ transfer }) => transfer.having(rows.map(({ id }) => String(id))));
  const keys = new Set(there.map(({ site, id }) => `${site}\0${id}`));
  return rows.filter(({ site, id }) => !keys.has(`${site}\0${id}`)).length;
};
