import type { SpamFacts, TracedComment } from '../store/spam.js';
import { linkCount, type Post } from './post.js';
import type { Sign } from './signs.js';
import type { SpamSettings } from './spam-settings.js';
import { isNear, type Traces } from './traces.js';

/** What is known of a post besides what it says itself. */
export interface Evidence extends Pick<SpamFacts, 'person' | 'traced'> {
  traces: Traces;
  visitor: string | null;
  /** Where it is a new comment, its thread; else which comment it is. */
  thread?: string;
  comment?: string;
  /** How surely it is spam as the classifier has it, from 0 to 1. */
  probability: number;
  /** How many comments of either kind it learned that from, at least. */
  lessons: number;
  /** Milliseconds between a challenge and its answer, where there was one. */
  took?: number;
}

/**
 * What speaks for spam and what against it, each with its points; 5 is what SpamAssassin's users know as the score from
 * which something is taken for spam.
 */
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

/** The sum of the points, never below 0. */
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
  // The owner's own word outweighs whatever speaks for somebody.
  return word === undefined ? [] : [{ code: 'word', detail: word, points: 10 }];
};

const script = ({ body }: Post, { isUnexpected }: SpamSettings): Sign[] =>
  isUnexpected(body) ? [{ code: 'script', points: 3 }] : [];

/** Milliseconds; a challenge is asked for as the form is first used. */
const leastTime = 3000;

const speed = ({ took }: Evidence): Sign[] =>
  took === undefined || took >= leastTime
    ? []
    : [{ code: 'fast', detail: String(Math.max(0, Math.round(took / 1000))), points: 2 }];

/** The same text elsewhere, or by somebody else. Who sends one twice in a thread has only clicked twice. */
const copies = ({ traces, traced, visitor, thread, comment: own }: Evidence): Sign[] => {
  const like = unique(
    traced.filter((other) => other.comment !== own && !traces.hosts.has(other.key) && isNear(traces, other)),
  );
  // What moderators decided outweighs whatever speaks for somebody.
  if (like.some(({ state }) => state === 'spam')) return [{ code: 'like-spam', points: 10 }];
  const others = like.filter(
    (comment) =>
      comment.thread !== thread || (comment.visitor !== null && visitor !== null && comment.visitor !== visitor),
  );
  return others.length === 0
    ? []
    : [{ code: 'duplicate', detail: String(others.length), points: Math.min(2 + others.length, 5) }];
};

/** Hosts that were linked to by more spam than by comments that are published. */
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

/** As measured in docs/spam.md: of few lessons it is soon sure, and not always right. */
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
  // A comment that is changed may be all that was published of them.
  return person.published && comment === undefined ? [{ code: 'known', points: -2 }] : [];
};

const unique = (comments: readonly TracedComment[]): TracedComment[] => [
  ...new Map(comments.map((comment) => [comment.comment, comment])).values(),
];
