/** Roots of a page, and replies that come with each. */
export const limit = 25;
export const inline = 3;

const time = (milliseconds) => new Date(milliseconds).toISOString();
const toComment = (row) => ({
  id: row.id,
  parent: row.parent,
  root: row.root,
  author: row.authorUrl === null ? { name: row.authorName } : { name: row.authorName, url: row.authorUrl },
  html: row.html,
  rating: row.rating,
  status: row.status,
  createdAt: time(row.createdAt),
  editedAt: row.editedAt === null ? null : time(row.editedAt),
  votes: { up: row.up, down: row.down },
  replyCount: row.descendants,
});
const cursor = (list, rank, row) =>
  Buffer.from(JSON.stringify([list, rank, row.createdAt, row.id])).toString('base64url');

/**
 * The answer for a page, as a bare server makes it of the rows: those of one root more than it shows, and those of the
 * replies of the roots that have any.
 */
export const pageOfRows = (state, rows, more, replies, settings) => {
  const branches = new Map();
  for (const row of replies) {
    const branch = branches.get(row.root);
    if (branch) branch.push(row);
    else branches.set(row.root, [row]);
  }
  const comments = rows.map((row) => {
    const comment = toComment(row);
    const branch = branches.get(row.id) ?? [];
    comment.replies = branch.slice(0, inline).map(toComment);
    comment.repliesNext = branch.length > inline ? cursor('replies', 0, branch[inline - 1]) : null;
    return comment;
  });
  const { stars_1, stars_2, stars_3, stars_4, stars_5 } = state;
  const count = stars_1 + stars_2 + stars_3 + stars_4 + stars_5;
  return {
    comments,
    next: more ? cursor('newest', 0, rows.at(-1)) : null,
    total: state.total,
    version: state.version,
    summary: {
      average: count ? (stars_1 + 2 * stars_2 + 3 * stars_3 + 4 * stars_4 + 5 * stars_5) / count : null,
      count,
      distribution: { 1: stars_1, 2: stars_2, 3: stars_3, 4: stars_4, 5: stars_5 },
    },
    thread: settings,
  };
};
