import { createModel, learn, modelPrefix, writeModel } from '../spam/classifier.js';
import { tokensOf } from '../spam/tokens.js';
import { spamCodes } from '../store/reasons.js';
import type { Lesson } from '../store/spam.js';
import type { Store } from '../store/store.js';
import type { Sites } from './sites.js';

export interface SpamLearning {
  /** Learns in a while what was decided; several decisions are learned at once. */
  wake(): void;
  /** Learns now what there is to learn. */
  learn(): Promise<void>;
}

/**
 * Makes each site's model anew from its comments and their states, whenever moderators decided something: from the newest
 * that they took for spam, and from as many that they approved, or that stood for a day without a complaint. So nothing
 * needs to be unlearned: what was undone, changed or erased is not among the lessons the next time.
 *
 * Nobody waits for it: it takes a few comments at a time, and no more of the process than a part of it.
 */
export const createSpamLearning = (
  store: Store,
  sites: Sites,
  now: () => number,
  reportFailure: (error: unknown) => void,
): SpamLearning => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;
  let lastTook = 0;

  const learnSite = async (site: string, changes: number): Promise<void> => {
    const model = createModel();
    const hold = sites.find(site)?.spam.hold || Infinity;
    for (const kind of ['spam', 'published'] as const) {
      let after: { createdAt: number; id: string } | undefined;
      let learned = 0;
      for (let read = 0; read < mostRead && learned < mostLessons; read += slice) {
        const lessons = await store.read(({ spam }) => spam.lessons({ site, kind, limit: slice, after }));
        for (const lesson of lessons) {
          if (!(kind === 'spam' ? isDecidedSpam(lesson) : isGood(lesson, hold, now()))) continue;
          learn(model, tokensOf(postOf(lesson)), kind === 'spam');
          learned += 1;
        }
        after = lessons.at(-1);
        if (lessons.length < slice) break;
        // Requests that have arrived meanwhile come first.
        await new Promise((resolve) => setTimeout(resolve));
      }
    }
    await store.spam.keepModel({ site, content: writeModel(model), changes, now: now() });
  };

  const learnAll = async (): Promise<void> => {
    const begin = performance.now();
    for (const { site, changes } of await store.read(({ spam }) => spam.toLearn(modelPrefix)))
      await learnSite(site, changes);
    lastTook = performance.now() - begin;
  };

  const inTurn = (): Promise<void> => {
    const before = running ?? Promise.resolve();
    const mine = before.catch(() => {}).then(learnAll);
    running = mine;
    return mine;
  };

  return {
    learn: inTurn,
    wake: () => {
      if (timer !== undefined) return;
      timer = setTimeout(
        () => {
          timer = undefined;
          inTurn().catch(reportFailure);
        },
        Math.max(pause, restFactor * lastTook),
      );
      // Where there is such a thing, a process need not stay for it.
      (timer as { unref?: () => void }).unref?.();
    },
  };
};

/** The store, whose moderators' decisions wake the learning. */
export const taughtBy = (store: Store, { wake }: SpamLearning): Store => ({
  ...store,
  moderation: {
    ...store.moderation,
    decide: async (request) => {
      const decided = await store.moderation.decide(request);
      wake();
      return decided;
    },
    undo: async (request) => {
      const changed = await store.moderation.undo(request);
      wake();
      return changed;
    },
  },
});

/** Of each kind. */
const mostLessons = 1000;
const mostRead = 3000;
const slice = 20;

/** Milliseconds. After a learning that took long, twenty times as long again: it takes a twentieth of a core at most. */
const pause = 1000;
const restFactor = 20;
const day = 24 * 60 * 60 * 1000;

/** What only a ban took for spam says nothing of what spam looks like. */
const isDecidedSpam = ({ reasons }: Lesson): boolean => reasons.length === 0 || reasons.includes('moderator');

/** Approved, as something had held it; or long enough in sight. */
const isGood = ({ reasons, score, reports, createdAt }: Lesson, hold: number, now: number): boolean =>
  reports === 0 && (score >= hold || reasons.some((code) => !isSpamCode.has(code)) || createdAt < now - day);

const isSpamCode: ReadonlySet<string> = new Set(spamCodes);

const postOf = ({ body, html, authorName, authorEmail, authorUrl }: Lesson) => ({
  body,
  html,
  author: { name: authorName, email: authorEmail ?? undefined, url: authorUrl ?? undefined },
});
