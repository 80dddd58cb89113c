import type { State } from './moderation-records.js';

/** What the store keeps to tell spam by. All of it but the networks can be made anew from the comments. */
export interface SpamReads {
  /** All that is needed to judge a comment. */
  facts(query: SpamQuery): Promise<SpamFacts>;
  /** What moderators took for spam, or what is published; newest first. */
  lessons(query: LessonsQuery): Promise<Lesson[]>;
  /**
   * Sites whose moderators decided something that was not learned yet, or whose model is there and begins with something
   * else; with how often they decided by now.
   */
  toLearn(modelPrefix: string): Promise<{ site: string; changes: number }[]>;
}

export interface SpamQuery {
  site: string;
  visitor: string | null;
  /** Keys of the comment's traces: others that share one are found, of each key the last ten. */
  keys: readonly number[];
  /** Of the traces that were found, those whose comments are to be given; by default all. */
  isNear?: (trace: Trace) => boolean;
  /** The version of the classifier's model that the asker has: that one is not given again. */
  knownModel?: number;
}

export interface SpamFacts {
  person: PersonFacts;
  traced: TracedComment[];
  /** Nothing where none was ever made. */
  model: ModelFacts | undefined;
}

export interface PersonFacts {
  published: boolean;
  spam: boolean;
  trusted: boolean;
}

/** A key of a comment, by which it is found when another is like it. */
export interface Trace {
  key: number;
  comment: string;
  sketch: string;
}

export interface TracedComment extends Trace {
  thread: string;
  visitor: string | null;
  state: State;
}

export interface ModelFacts {
  version: number;
  /** Whether moderators decided something since it was made. */
  stale: boolean;
  /** As text; absent where the asker has it. */
  content?: string;
}

export interface LessonsQuery {
  site: string;
  kind: 'spam' | 'published';
  limit: number;
  after?: { createdAt: number; id: string };
}

export interface Lesson {
  id: string;
  createdAt: number;
  authorName: string;
  authorEmail: string | null;
  authorUrl: string | null;
  body: string;
  html: string;
  score: number;
  /** Codes of why it was held. */
  reasons: readonly string[];
  reports: number;
}

export interface SpamWrites {
  /** `changes` is what was read before the first lesson: what was decided since is learned the next time. */
  keepModel(model: { site: string; content: string; changes: number; now: number }): Promise<void>;
}

/** Traces of a comment as they are kept with it. */
export interface KeptTraces {
  keys: readonly number[];
  sketch: string;
}

/** Where a comment came from, as a keyed hash, and until when that is known. */
export interface KeptNetwork {
  network: string;
  expiresAt: number;
}
