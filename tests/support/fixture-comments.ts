import type { Comment, Draft, Page, Stars } from '../../src/contract.js';
import { fixtureBodies } from './fixture-bodies.js';

/** Time of the newest comment, where none is asked for. */
const someEvening = Date.UTC(2025, 0, 15, 19, 30);
const minutesBetween = 7;

const authors = [
  'Marit Solberg',
  'Dev Anand',
  'Tomás Rey',
  'Ines',
  'Okonkwo',
  'J. Whitlock',
  '松本 葵',
  'ana_p',
  'Ruth',
];

/**
 * The first page of a thread with so many comments in all, newest first: always the same ones, of many authors, short
 * and long, some with links, code or lists. Of the roots 60 % carry stars, and every fifth has three replies.
 */
export const fixturePage = (count: number, newest = someEvening): Page => {
  const comments: Comment[] = [];
  for (let made = 0; made < count;) {
    const root = fixtureComment(made, newest);
    const replies = comments.length % 5 === 2 ? Math.min(3, count - made - 1) : 0;
    comments.push({ ...root, rating: ratingOf(comments.length), ...repliesTo(root, replies, made, newest) });
    made += 1 + replies;
  }
  const distribution = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };
  for (const { rating } of comments) if (rating) distribution[rating] += 1;
  const stars = Object.entries(distribution);
  const rated = stars.reduce((sum, [, n]) => sum + n, 0);
  const average = rated ? stars.reduce((sum, [value, n]) => sum + Number(value) * n, 0) / rated : null;
  return {
    comments,
    next: null,
    total: count,
    summary: { average, count: rated, distribution },
    thread: {
      closed: false,
      captcha: null,
      fields: { name: 'required', email: 'required', url: 'hidden' },
      ratings: 'optional',
      votes: true,
      editWindow: 900,
    },
  };
};

/** The nth root as a reader sends it, for servers that are to be filled. */
export const fixtureDraft = (n: number, thread: string): Draft => ({
  thread: { id: thread },
  author: { name: authors[n % authors.length]!, email: `reader-${n}@example.org` },
  body: fixtureBodies[n % fixtureBodies.length]!.markdown,
  rating: ratingOf(n) ?? undefined,
});

const repliesTo = (root: Comment, replies: number, made: number, newest: number): Partial<Comment> => ({
  replyCount: replies,
  replies: Array.from({ length: replies }, (_, index) => ({
    ...fixtureComment(made + index + 1, newest),
    root: root.id,
    // The third answers the second: two levels.
    parent: index === 2 ? idOf(made + index) : root.id,
  })),
  repliesNext: null,
});

const fixtureComment = (n: number, newest: number): Comment => ({
  id: idOf(n),
  parent: null,
  root: idOf(n),
  author: { name: authors[n % authors.length]!, ...(n % 11 === 3 && { url: `https://reader-${n}.example/` }) },
  html: fixtureBodies[n % fixtureBodies.length]!.html,
  rating: null,
  status: 'published',
  createdAt: new Date(newest - n * minutesBetween * 60_000).toISOString(),
  editedAt: n % 13 === 5 ? new Date(newest - n * minutesBetween * 60_000 + 90_000).toISOString() : null,
  votes: { up: (n * 7) % 10, down: n % 6 === 0 ? n % 4 : 0 },
  replyCount: 0,
});

const ratingOf = (n: number): Stars | null => ([5, 4, null, 5, null, 3, 5, null, 1, null] as const)[n % 10] ?? null;

const idOf = (n: number): string => `c${String(n).padStart(6, '0')}`;
