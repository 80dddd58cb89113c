import type { Comment } from '../../../contract.js';
import type { ListHost } from '../list-host.js';

/** A rendered row of a list: a comment, or the button for more replies, which has no comment. */
export interface DrawnRow {
  item: HTMLElement;
  drawn: HTMLElementTagNameMap['starling-comment'] | null;
  comment?: Comment;
  /** The row of the comment that this one replies to; always an earlier row. */
  above?: DrawnRow;
}

/** The rows of a list, from the top. Replies to a missing comment are placed below their root. */
export function rowsIn(list: ListHost): DrawnRow[] {
  const known = new Map<string, DrawnRow>();
  let root: DrawnRow | undefined;
  return [...list.renderRoot.querySelectorAll<HTMLElement>('ol > li')].map((item) => {
    const drawn = item.querySelector<HTMLElementTagNameMap['starling-comment']>(':scope > starling-comment');
    const comment = drawn?.comment;
    const row: DrawnRow = { item, drawn, comment };
    if (item.classList.contains('reply')) row.above = known.get(comment?.parent ?? '') ?? root;
    else {
      root = row;
      known.clear();
    }
    if (comment) known.set(comment.id, row);
    return row;
  });
}

/** The ids of the comments above a row in its branch, the nearest first. */
export function* commentsAbove(row?: DrawnRow): Generator<string> {
  for (let each = row?.above; each; each = each.above) yield each.comment!.id;
}
