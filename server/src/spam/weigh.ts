import type { SpamFacts, TracedComment } from '../store/spam.js';
import { linkCount, type Post } from './post.js';
import type { Sign } from './signs.js';
import type { SpamSettings } from './spam-settings.js';
import type { Traces } from './traces.js';

/** What is known about a post besides its content. `traced` has only comments whose traces are near (`isNear`). */
export interface Evidence extends Pick<SpamFacts, 'person' | 'traced'> {
  traces: Traces;
  visitor: string | null;
  /** The thread of a new comment; otherwise `comment` is the comment that is edited. */
  thread?: string;
  comment?: string;
  /** The classifier's probability that it is spam, from 0 to 1. */
  probability: number;
  /** The number of comments that the classifier learned from, spam or not, whichever is less. */
  lessons: number;
  /** Milliseconds between issuing a captcha challenge and its answer, if there was one. */
  took?: number;
}

/** All signs for and against spam, each with its points. 5 points is the threshold that users of SpamAssassin know. */
export const weigh = (post: Post, settings: SpamSettings, evidence: Evidence): Sign[] => [
  ...links(post, settings),
  ...words(post, settings),
  ...script(post, settings),
  ...speed(evidence),
  ...copies(evidence),
  ...hosts(evidence),
  ...classified(evidence),
  ...history(evidence),
];

/** The sum of the points, but at least 0. */
export const scoreOf = (signs: readonly Sign[]): number =>
  Math.max(
    0,
    signs.reduce((sum, { points }) => sum + points, 0),
  );

const links = (post: Post, settings: SpamSettings): Sign[] => {
  const count = linkCount(post);
  const over = count - settings.links;
  return over <= 0 ? [] : [{ code: 'many-links', detail: String(count), points: Math.min(1 + over, 5) }];
};

const words = (post: Post, { findBlocked }: SpamSettings): Sign[] => {
  const word = findBlocked(post);
  // The owner's own word outweighs everything in the author's favour.
  return word === undefined ? [] : [{ code: 'word', detail: word, points: 10 }];
};

const script = ({ body }: Post, { isUnexpected }: SpamSettings): Sign[] =>
  isUnexpected(body) ? [{ code: 'script', points: 3 }] : [];

/** In milliseconds; a challenge is requested when the form is first used. */
const leastTime = 3000;

const speed = ({ took }: Evidence): Sign[] =>
  took === undefined || took >= leastTime
    ? []
    : [{ code: 'fast', detail: String(Math.max(0, Math.round(took / 1000))), points: 2 }];

/** The same text elsewhere, or by somebody else. Somebody who sends it twice in one thread has just clicked twice. */
const copies = ({ traces, traced, visitor, thread, comment: own }: Evidence): Sign[] => {
  const like = unique(traced.filter(({ key, comment }) => comment !== own && !traces.hosts.has(key)));
  // Moderators' decisions outweigh everything in the author's favour.
  if (like.some(({ state }) => state === 'spam')) return [{ code: 'like-spam', points: 10 }];
  const others = like.filter(
    (comment) =>
      comment.thread !== thread || (comment.visitor !== null && visitor !== null && comment.visitor !== visitor),
  );
  return others.length === 0
    ? []
    : [{ code: 'duplicate', detail: String(others.length), points: Math.min(2 + others.length, 5) }];
};

/** Hosts that were linked to by more spam than published comments. */
const hosts = ({ traces, traced }: Evidence): Sign[] => {
  for (const [key, host] of traces.hosts) {
    const comments = traced.filter((comment) => comment.key === key);
    const spam = comments.filter(({ state }) => state === 'spam').length;
    if (spam > comments.filter(({ state }) => state === 'published').length) {
      return [{ code: 'domain', detail: host, points: 3 }];
    }
  }
  return [];
};

const classified = ({ probability, lessons }: Evidence): Sign[] => {
  const points = pointsOf(probability, lessons);
  return points === 0 ? [] : [{ code: 'classifier', detail: String(Math.floor(probability * 100)), points }];
};

/** As measured in docs/spam.md: with few lessons it becomes certain quickly, and is not always right. */
const pointsOf = (probability: number, lessons: number): number => {
  if (probability >= 0.99) return 5;
  if (probability >= 0.9) return lessons < manyLessons ? 3 : 5;
  if (probability >= 0.7) return 2;
  if (probability <= 0.02) return -2;
  return probability <= 0.1 ? -1 : 0;
};

const manyLessons = 250;

const history = ({ person, comment }: Evidence): Sign[] => {
  if (person.spam) return [{ code: 'history', points: 3 }];
  // An edited comment may be the only one that was published of its author.
  return person.published && comment === undefined ? [{ code: 'known', points: -2 }] : [];
};

const unique = (comments: readonly TracedComment[]): TracedComment[] => [
  ...new Map(comments.map((comment) => [comment.comment, comment])).values(),
];
