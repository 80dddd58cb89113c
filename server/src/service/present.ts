import type { Author, Comment, OwnComment, Summary } from '../contract.js';
import { isIdentity } from '../store/identity-record.js';
import type { QueuedComment, State } from '../store/moderation-records.js';
import type { ReasonCode } from '../store/reasons.js';
import type * as records from '../store/records.js';
import { toTime } from './to-time.js';

/** The comment as the public sees it: one that isn't published but has replies is shown as a tombstone. */
export const publicComment = (record: records.ShownComment): Comment =>
  record.status === 'published' ? whole(record) : tombstone(record);

/** The comment as its author sees it, even while it waits for a moderator. */
export const authorsComment = (record: records.ShownComment): Comment =>
  record.status === 'deleted' ? tombstone(record) : whole(record);

/** The author's comment with its Markdown source, for editing. */
export const ownComment = (record: records.OwnComment): OwnComment => ({
  ...authorsComment(record),
  body: record.body,
});

/** The comment as a moderator sees it, whatever its state. */
export const moderatedComment = (record: QueuedComment): Moderated => ({
  ...whole(record),
  site: record.site,
  state: record.status === 'pending' && record.spam ? 'spam' : record.status,
  threadId: record.threadId,
  threadUrl: record.threadUrl,
  threadTitle: record.threadTitle,
  body: record.body,
  email: record.authorEmail,
  ...whose(record.visitor),
  score: record.score,
  reasons: record.reasons.map(({ code, detail = '' }) => ({ code, detail })),
  reports: record.reports.map(({ reason, createdAt }) => ({ reason, createdAt: toTime(createdAt) })),
  person: { ...record.person, since: toTime(record.person.since) },
});

/** A comment with what moderators need for their decisions. */
export interface Moderated extends Comment {
  site: string;
  state: State;
  threadId: string;
  threadUrl: string | null;
  threadTitle: string | null;
  /** As typed. */
  body: string;
  email: string | null;
  /** Identifies the visitor who wrote it, without revealing who that is. */
  visitor: string | null;
  /** Identifies the identity that wrote it. */
  identity: string | null;
  score: number;
  reasons: { code: ReasonCode; detail: string }[];
  reports: { reason: string; createdAt: string }[];
  person: { published: number; spam: number; since: string; trusted: boolean };
}

const whose = (person: string | null): Pick<Moderated, 'visitor' | 'identity'> =>
  person !== null && isIdentity(person) ? { visitor: null, identity: person } : { visitor: person, identity: null };

export const summaryOf = (stars: records.StarCounts): Summary => {
  const count = stars[1] + stars[2] + stars[3] + stars[4] + stars[5];
  const sum = stars[1] + 2 * stars[2] + 3 * stars[3] + 4 * stars[4] + 5 * stars[5];
  return { average: count === 0 ? null : sum / count, count, distribution: stars };
};

/** Copies no objects, because a page creates some fifty of these. */
const whole = (record: records.ShownComment): Comment => {
  const comment: Comment = {
    id: record.id,
    parent: record.parent,
    root: record.root,
    author: authorOf(record),
    html: record.html,
    rating: record.rating,
    status: record.status,
    createdAt: toTime(record.createdAt),
    editedAt: record.editedAt === null ? null : toTime(record.editedAt),
    votes: { up: record.up, down: record.down },
    replyCount: record.descendants,
  };
  if (record.pinned) comment.pinned = true;
  return comment;
};

const tombstone = (record: records.ShownComment): Comment => ({
  id: record.id,
  parent: record.parent,
  root: record.root,
  author: { name: '' },
  html: '',
  rating: null,
  status: 'deleted',
  createdAt: toTime(record.createdAt),
  editedAt: null,
  votes: { up: 0, down: 0 },
  replyCount: record.descendants,
});

const authorOf = ({ authorName, authorUrl, authorAvatar, badge }: records.ShownComment): Author => {
  const author: Author = { name: authorName };
  if (authorUrl !== null) author.url = authorUrl;
  if (authorAvatar !== null) author.avatar = authorAvatar;
  if (badge !== null) author.badge = badge;
  return author;
};
