import {
  badges,
  commentStatuses,
  fieldRules,
  ratingModes,
  type Comment,
  type Page,
  type Summary,
  type Thread,
} from '../contract.js';
import { ensure } from './assert.js';

/* That a value is what the contract says, types being no proof at run time. */

export const checkPage = (page: Page, first: boolean): void => {
  ensure(Array.isArray(page.comments), 'page.comments is an array');
  page.comments.forEach(checkComment);
  ensure(page.next === null || (typeof page.next === 'string' && page.next), 'page.next is null or a cursor');
  ensure(isCount(page.total), 'page.total is a whole number from 0');
  ensure(first || page.summary === null, 'page.summary comes with the first page only');
  if (page.summary) checkSummary(page.summary);
  if (first) checkThread(page.thread);
};

export const checkComment = (comment: Comment): void => {
  const { id, parent, root, author, rating, votes, replies } = comment;
  const name = `comment ${JSON.stringify(id)}`;
  ensure(typeof id === 'string' && id, `${name}: its id is a string`);
  ensure(parent === null || (typeof parent === 'string' && parent), `${name}: parent is null or an id`);
  ensure(typeof root === 'string' && root, `${name}: root is an id`);
  ensure((parent === null) === (root === id), `${name}: only a root is its own root`);
  ensure(typeof author?.name === 'string', `${name}: author.name is a string`);
  ensure(author.url === undefined || /^https?:\/\//i.test(author.url), `${name}: author.url is http or https`);
  ensure(author.badge === undefined || badges.includes(author.badge), `${name}: author.badge is one of the contract's`);
  ensure(typeof comment.html === 'string', `${name}: html is a string`);
  ensure(rating === null || isStars(rating), `${name}: rating is null or 1 to 5`);
  ensure(parent === null || rating === null, `${name}: a reply carries no rating`);
  ensure(commentStatuses.includes(comment.status), `${name}: status is one of the contract's`);
  ensure(isTime(comment.createdAt), `${name}: createdAt is RFC 3339 in UTC, not ${comment.createdAt}`);
  ensure(comment.editedAt === null || isTime(comment.editedAt), `${name}: editedAt is null or RFC 3339 in UTC`);
  ensure(isCount(votes?.up) && isCount(votes.down), `${name}: votes are whole numbers from 0`);
  ensure(isCount(comment.replyCount), `${name}: replyCount is a whole number from 0`);
  for (const reply of replies ?? []) {
    checkComment(reply);
    ensure(reply.root === id, `${name}: its replies have it as their root`);
    ensure(!reply.replies?.length, `${name}: its replies are a flat list`);
  }
};

export const checkSummary = ({ average, count, distribution }: Summary): void => {
  ensure(isCount(count), 'summary.count is a whole number from 0');
  const stars = [1, 2, 3, 4, 5] as const;
  ensure(
    stars.every((value) => isCount(distribution?.[value])),
    'summary.distribution has a whole number for 1 to 5',
  );
  ensure((count === 0) === (average === null), 'summary.average is null where nobody has rated, and only there');
  ensure(average === null || (average >= 1 && average <= 5), 'summary.average is from 1 to 5');
};

const checkThread = ({ closed, captcha, fields, ratings, votes, editWindow }: Thread): void => {
  ensure(typeof closed === 'boolean', 'thread.closed is a boolean');
  ensure(captcha === null || typeof captcha.provider === 'string', 'thread.captcha is null or names a provider');
  for (const field of ['name', 'email', 'url'] as const)
    ensure(fieldRules.includes(fields[field]), `thread.fields.${field} is one of the contract's rules`);
  ensure(ratingModes.includes(ratings), "thread.ratings is one of the contract's modes");
  ensure(typeof votes === 'boolean', 'thread.votes is a boolean');
  ensure(isCount(editWindow), 'thread.editWindow is whole seconds from 0');
};

const isCount = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;
const isStars = (value: number): boolean => isCount(value) && value >= 1 && value <= 5;
const isTime = (value: unknown): boolean =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)$/.test(value);
