import type { Backend, ListQuery, ThreadTarget, WriteOptions } from '../backend.js';
import type { CaptchaAnswer, Comment, Draft, DraftAuthor, Stars, Thread, ThreadReference } from '../contract.js';
import { randomToken } from '../platform/random-token.js';
import { ensure } from './assert.js';

/** What the suite needs to know of a backend. Only `create` must be given. */
export interface ContractSetup {
  /**
   * Makes a backend over an existing place of comments, for a visitor who has never written there.
   * Called at least once in each case; all backends made share their comments.
   */
  create(): Backend | Promise<Backend>;
  /** All backends made are one and the same visitor; what needs two is skipped. */
  oneVisitor?: boolean;
  /** A thread that nobody has written to. Default: a random address on example.org. */
  thread?(): ThreadReference | Promise<ThreadReference>;
  site?: string;
  /** Who the comments are by, as far as the backend asks. Default: a name and an e-mail address. */
  author?: DraftAuthor;
  /** Puts comments into a thread by other means than `submit`: for what is read-only or moderated. */
  seed?(thread: ThreadReference, comments: readonly Seed[]): Promise<void>;
  /** Publishes a comment that `submit` left pending. */
  publish?(comment: Comment, thread: ThreadReference): Promise<void>;
  /** An answer to the captcha, good for one write. Default: none is needed. */
  captcha?(): CaptchaAnswer | Promise<CaptchaAnswer>;
  /** The backend only reads: `submit` must reject with `closed` or `forbidden`. */
  readOnly?: boolean;
  /** How deep replies go: 0 for none, 1 where only roots can be answered. Default: any depth. */
  depth?: number;
  /** Comments a page where the server does not let the client choose. */
  pageSize?: number;
  /** False where the server can't tell a repeated draft from a second one. */
  idempotent?: boolean;
  /** False where the server refuses a text that it has already. */
  duplicates?: boolean;
  /** False where the server does not say that a comment was edited. */
  editTimes?: boolean;
  /** False where a comment that is removed takes its replies along. */
  tombstones?: boolean;
  /** False where votes can only be for, or can't be taken back, nor changed. */
  votes?: { down?: boolean; undo?: boolean };
  /** An id of the form that the server's ids have, of no comment. Default: `unknown`. */
  unknownId?: string;
  /** Milliseconds by which two comments must be apart for the server to know which is older. Default: 2. */
  interval?: number;
}

/** A comment that a case needs to be there. */
export interface Seed {
  author: DraftAuthor;
  body: string;
  rating?: Stars;
  /** Index among the seeds of the comment that this one answers. */
  parent?: number;
}

export type SeedText = string | (Partial<Seed> & { body: string });

/** Thrown to say that a case does not apply; the runner reports it. */
export class Skip extends Error {}

/** What a case works with: a thread of its own, and a visitor new to it. */
export interface Fixture {
  setup: ContractSetup;
  backend: Backend;
  target: ThreadTarget;
  settings: Thread;
  unknown: ThreadTarget & { id: string };
  /** Another visitor. */
  another(): Promise<Backend>;
  draft(body: string, more?: Partial<Draft>): Promise<Draft>;
  /** Options of a write: with a captcha's answer where the server asks for one. */
  answer(): Promise<WriteOptions>;
  /** Puts comments into the thread, one by one, each by a visitor of its own where there are several. */
  populate(...seeds: SeedText[]): Promise<void>;
  /** Writes a comment and publishes it where it waits. */
  write(backend: Backend, body: string, more?: Partial<Draft>): Promise<Comment>;
  /** All roots, page by page. */
  all(query?: Partial<ListQuery>, betweenPages?: () => Promise<void>): Promise<Comment[]>;
  /** The listed root with the text. */
  root(text: string): Promise<Comment>;
  skip(reason: string): never;
  /** Skips the case where the backend lacks the method. */
  needs<Name extends keyof Backend>(...names: Name[]): Required<Pick<Backend, Name>>;
  /** Skips the case where nothing can be written. */
  needsWriting(): void;
  needsRatings(): void;
}

const skip = (reason: string): never => {
  throw new Skip(reason);
};

export const createFixture = async (setup: ContractSetup): Promise<Fixture> => {
  const { site, author = { name: 'Ada Lovelace', email: 'ada@example.org' }, interval = 2 } = setup;
  const backend = await setup.create();
  const thread = (await setup.thread?.()) ?? { id: `https://example.org/${randomToken()}` };
  const target = { site, thread };
  const { thread: settings } = await backend.list({ ...target, sort: 'newest', limit: 25 });

  const draft = async (body: string, more?: Partial<Draft>): Promise<Draft> => ({
    ...target,
    author,
    body,
    ...(settings.ratings === 'required' && !more?.parent && { rating: 5 }),
    captcha: await setup.captcha?.(),
    ...more,
  });

  const write = async (by: Backend, body: string, more?: Partial<Draft>): Promise<Comment> => {
    const comment = await by.submit(await draft(body, more));
    if (comment.status === 'published') return comment;
    if (!setup.publish) skip('comments wait for a moderator, and the setup has no publish()');
    await setup.publish!(comment, thread);
    return { ...comment, status: 'published' };
  };

  const another = async () => (setup.oneVisitor ? skip('all are one visitor') : setup.create());

  const fixture: Fixture = {
    setup,
    backend,
    target,
    settings,
    unknown: { ...target, id: setup.unknownId ?? 'unknown' },
    another,
    draft,
    write,
    skip,
    answer: async () => ({ captcha: await setup.captcha?.() }),

    populate: async (...texts) => {
      const seeds = texts.map((seed): Seed =>
        typeof seed === 'string' ? { author, body: seed } : { author, ...seed },
      );
      if (setup.seed) return setup.seed(thread, seeds);
      fixture.needsWriting();
      const ids: string[] = [];
      for (const { body, rating, parent, author } of seeds) {
        const by = setup.oneVisitor ? backend : await another();
        const more = { author, ...(rating && { rating }), ...(parent !== undefined && { parent: ids[parent] }) };
        ids.push((await write(by, body, more)).id);
        await new Promise((resolve) => setTimeout(resolve, interval));
      }
    },

    all: async (query, betweenPages) => {
      const comments: Comment[] = [];
      let cursor: string | undefined;
      for (let pages = 0; pages < 100; pages++) {
        const page = await backend.list({ ...target, sort: 'newest', limit: 25, ...query, cursor });
        comments.push(...page.comments);
        if (!page.next) return comments;
        cursor = page.next;
        await betweenPages?.();
      }
      throw new Error('the pages come to an end');
    },

    root: async (text) => {
      const found = (await fixture.all()).find(({ html }) => html.includes(text));
      ensure(found, `the thread lists “${text}”`);
      return found;
    },

    needs: (...names) => {
      const absent = names.filter((name) => !backend[name]);
      if (absent.length) skip(`${backend.name} has no ${absent.join(', ')}`);
      const methods = names.map((name) => [name, (backend[name] as () => unknown).bind(backend)]);
      return Object.fromEntries(methods) as Required<Pick<Backend, (typeof names)[number]>>;
    },
    needsWriting: () => void (setup.readOnly && skip(`${backend.name} only reads`)),
    needsRatings: () => void (settings.ratings === 'off' && skip(`${backend.name} has no ratings`)),
  };
  return fixture;
};
