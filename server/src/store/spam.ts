import type { State } from './moderation-records.js';

/** What the store keeps to recognise spam. All of it, except for the networks, can be rebuilt from the comments. */
export interface SpamReads {
  /** Everything needed to judge a comment. */
  facts(query: SpamQuery): Promise<SpamFacts>;
  /** Comments that moderators marked as spam, or that are published; newest first. */
  lessons(query: LessonsQuery): Promise<Lesson[]>;
  /**
   * Sites whose moderators made decisions that have not been learned yet, or whose existing model does not begin with
   * `modelPrefix`; with the number of decisions so far.
   */
  toLearn(modelPrefix: string): Promise<{ site: string; changes: number }[]>;
}

export interface SpamQuery {
  site: string;
  visitor: string | null;
  /** Keys of the comment's traces. Other comments that share a key are found, the last ten for each. */
  keys: readonly number[];
  /** Selects the found traces whose comments are to be returned; by default all. */
  isNear?: (trace: Trace) => boolean;
  /** The version of the classifier's model that the caller already has, and that need not be returned. */
  knownModel?: number;
}

export interface SpamFacts {
  person: PersonFacts;
  traced: TracedComment[];
  /** Undefined if no model was ever built. */
  model: ModelFacts | undefined;
}

export interface PersonFacts {
  published: boolean;
  spam: boolean;
  trusted: boolean;
}

/** A key of a comment, by which similar comments are found. */
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
  /** Whether moderators have made decisions since it was built. */
  stale: boolean;
  /** The model as text; absent if the caller already has it. */
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
  /** Codes of the reasons for which it was held. */
  reasons: readonly string[];
  reports: number;
}

export interface SpamWrites {
  /** `changes` is the count that was read before the first lesson: later decisions are learned the next time. */
  keepModel(model: { site: string; content: string; changes: number; now: number }): Promise<void>;
}

/** The traces stored with a comment. */
export interface KeptTraces {
  keys: readonly number[];
  sketch: string;
}

/** The network that a comment came from, as a keyed hash, and until when it is kept. */
export interface KeptNetwork {
  network: string;
  expiresAt: number;
}
