import { sql, type Kysely } from 'kysely';
import type { Stars } from '../../contract.js';
import type { StarCounts } from '../records.js';
import { wholeThread } from '../events.js';
import type { ThreadName } from '../requests.js';
import type { TransferRow } from '../transfer.js';
import type { ChangeThread } from './change-thread.js';
import type { CommentRow, Database, ThreadRow } from './database.js';
import { listing, listingOf } from './listing.js';

type Counted = Pick<
  CommentRow,
  'id' | 'parent' | 'status' | 'pinned' | 'descendants' | 'listing' | 'visitor' | 'rating'
>;

/** Recounts a thread from its rows, as needed after an import; writes only if the stored counts are wrong. */
export const recountThread = async (
  db: Kysely<Database>,
  changeThread: ChangeThread,
  row: TransferRow & ThreadName,
  now: number,
): Promise<void> => {
  const { site, thread } = row;
  const name = { site, thread };
  const kept = await findThread(db, name);
  if (kept && (await differences(db, name, kept)).length === 0) return;
  const open = { threadId: String(row.thread_id), url: text(row.url), title: text(row.title) };
  await changeThread(db, { ...name, now, open }, async ({ changed }) => {
    changed.add(wholeThread);
    if (!kept) await set(db, name, { closed: row.closed ? 1 : 0, created_at: Number(row.created_at) });
    // Counted again now that the lock keeps others from changing it.
    await countThread(db, name);
  });
};

/** Recounts a locked thread from its rows. */
export const countThread = async (db: Kysely<Database>, name: ThreadName): Promise<void> => {
  const locked = await findThread(db, name);
  if (!locked) throw new Error('A thread was not made.');
  for (const change of await differences(db, name, locked)) await change();
};

const text = (value: string | number | null | undefined) => (typeof value === 'string' ? value : undefined);

const findThread = (db: Kysely<Database>, { site, thread }: ThreadName): Promise<ThreadRow | undefined> =>
  db.selectFrom('threads').selectAll().where('site', '=', site).where('thread', '=', thread).executeTakeFirst();

const set = async (db: Kysely<Database>, { site, thread }: ThreadName, change: Partial<ThreadRow>): Promise<void> => {
  await db.updateTable('threads').set(change).where('site', '=', site).where('thread', '=', thread).execute();
};

/** The writes needed to correct the counts. */
const differences = async (
  db: Kysely<Database>,
  name: ThreadName,
  kept: ThreadRow,
): Promise<(() => Promise<unknown>)[]> => {
  const comments: Counted[] = [];
  // Read list by list, because each list has an index, and the thread alone has none.
  for (const list of Object.values(listing)) {
    const rows = await db
      .selectFrom('comments')
      .select(['id', 'parent', 'status', 'pinned', 'descendants', 'listing', 'visitor', 'rating'])
      .where('site', '=', name.site)
      .where('thread', '=', name.thread)
      .where('listing', '=', sql.lit(list))
      .execute();
    for (const row of rows) comments.push(row);
  }
  const descendants = countDescendants(comments);
  const changes: (() => Promise<unknown>)[] = [];
  let pinned = 0;
  for (const comment of comments) {
    const counted = { ...comment, descendants: descendants.get(comment.id) ?? 0 };
    const list = listingOf(counted);
    if (list === listing.pinned) pinned++;
    if (counted.descendants === comment.descendants && list === comment.listing) continue;
    changes.push(() =>
      db
        .updateTable('comments')
        .set({ descendants: counted.descendants, listing: list })
        .where('site', '=', name.site)
        .where('id', '=', comment.id)
        .execute(),
    );
  }
  const total = comments.filter(({ status }) => status === 'published').length;
  const stars = await countStars(db, name);
  for (const { status, visitor, rating } of comments) {
    if (status === 'published' && visitor === null && rating !== null) stars[rating]++;
  }
  const counts = {
    total,
    pinned,
    stars_1: stars[1],
    stars_2: stars[2],
    stars_3: stars[3],
    stars_4: stars[4],
    stars_5: stars[5],
  };
  const isRight = Object.entries(counts).every(([column, count]) => kept[column as keyof ThreadRow] === count);
  if (!isRight) changes.push(() => set(db, name, counts));
  return changes;
};

const countDescendants = (comments: Counted[]): Map<string, number> => {
  const parents = new Map(comments.map(({ id, parent }) => [id, parent]));
  const counts = new Map<string, number>();
  for (const { parent, status } of comments) {
    if (status !== 'published') continue;
    for (let above = parent; above !== null; above = parents.get(above) ?? null)
      counts.set(above, (counts.get(above) ?? 0) + 1);
  }
  return counts;
};

/** Each visitor's latest rating, by its stars. */
const countStars = async (db: Kysely<Database>, { site, thread }: ThreadName): Promise<StarCounts> => {
  const { rows } = await sql<{ stars: Stars; count: number }>`
    select stars, count(*) as count from (
      select stars, row_number() over (partition by visitor order by version desc) as place
      from rating_sources where site = ${site} and thread = ${thread}
    ) as latest where place = 1 group by stars`.execute(db);
  const counts: StarCounts = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };
  for (const { stars, count } of rows) counts[stars] = count;
  return counts;
};
