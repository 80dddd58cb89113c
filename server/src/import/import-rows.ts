import type { CommentStatus } from '../contract.js';
import { renderMarkdown } from '../service/text/render-markdown.js';
import { nameThread } from '../service/thread-name.js';
import { listing, listingOf, starRank } from '../store/sql/listing.js';
import { transferColumns } from '../store/sql/transfer-columns.js';
import type { TransferRow } from '../store/transfer.js';
import { wilsonLowerBound } from '../store/wilson.js';
import { htmlToMarkdown } from './html-to-markdown.js';
import type { Imported } from './imported.js';
import { replaced } from './keepable.js';
import { type Survey, keyOf, nameOf } from './survey-file.js';

/** A comment's row, including the columns that are derived from other rows. */
export const commentRow = (
  { tree, threads, renamed, moved }: Survey,
  { row, text }: Imported,
  index: number,
): TransferRow => {
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
  // In a thread that already exists, it stays unlisted until the thread is recounted.
  const isSeen = !threads.get(keyOf({ site, thread }))?.exists;
  const listed = listingOf({
    status: row.status as CommentStatus,
    parent: made.parent,
    pinned: row.pinned ? 1 : 0,
    descendants: made.descendants,
  });
  return { ...made, listing: isSeen ? listed : listing.none };
};

/** Rendered like comments that readers type, so that none of another system's HTML is kept. */
const rendered = (text: NonNullable<Imported['text']>): TransferRow => {
  const source = 'markdown' in text ? text.markdown : htmlToMarkdown(text.html, text.lineBreaks);
  return { ...renderMarkdown(replaced(source)) };
};

export const otherRow = ({ renamed, moved }: Survey, { table, row }: Imported): TransferRow => {
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
