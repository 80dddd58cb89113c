import type { Comment } from '../../../contract.js';
import type { ListHost } from '../list-host.js';

/** A row of a list as it is drawn: a comment, or the button for more answers, which has none. */
export interface DrawnRow {
  item: HTMLElement;
  drawn: HTMLElementTagNameMap['starling-comment'] | null;
  comment?: Comment;
  /** The row that it stands below; always one before it. */
  above?: DrawnRow;
}

/** The rows of a list, from the top. What answers a comment that is not there stands below its root. */
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

/** The comments that a row stands below, the nearest first. */
export function* commentsAbove(row?: DrawnRow): Generator<string> {
  for (let each = row?.above; each; each = each.above) yield each.comment!.id;
}
