import { createModel, learn, modelPrefix, writeModel } from '../spam/classifier.js';
import { tokensOf } from '../spam/tokens.js';
import { spamCodes } from '../store/reasons.js';
import type { Lesson } from '../store/spam.js';
import type { Store } from '../store/store.js';
import type { Sites } from './sites.js';

export interface SpamLearning {
  /** Schedules learning; several decisions are learned at once. */
  wake(): void;
  /** Learns everything new now. */
  learn(): Promise<void>;
}

/**
 * Builds each site's model from scratch from its comments and their states, whenever moderators decided something. It
 * uses the newest comments that they marked as spam, and as many that they approved or that were public for a day
 * without a report. So nothing needs to be unlearned: decisions that were undone, and texts that were changed or
 * erased, are just not among the lessons the next time.
 *
 * No request waits for it: it learns a few comments at a time, and uses only a part of the process's time.
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
        // Lets requests that have arrived meanwhile go first.
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
      // In runtimes that support it, the timer should not keep the process alive.
      (timer as { unref?: () => void }).unref?.();
    },
  };
};

/** The store, with decisions of moderators triggering the learning. */
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

/** The maximum number of lessons of each kind. */
const mostLessons = 1000;
const mostRead = 3000;
const slice = 20;

/**
 * In milliseconds. After learning it rests for twenty times as long as that took, so that it uses at most a twentieth
 * of a core.
 */
const pause = 1000;
const restFactor = 20;
const day = 24 * 60 * 60 * 1000;

/** A comment that only a ban marked as spam says nothing about what spam looks like. */
const isDecidedSpam = ({ reasons }: Lesson): boolean => reasons.length === 0 || reasons.includes('moderator');

/** A comment that was held and then approved, or that has been public long enough. */
const isGood = ({ reasons, score, reports, createdAt }: Lesson, hold: number, now: number): boolean =>
  reports === 0 && (score >= hold || reasons.some((code) => !isSpamCode.has(code)) || createdAt < now - day);

const isSpamCode: ReadonlySet<string> = new Set(spamCodes);

const postOf = ({ body, html, authorName, authorEmail, authorUrl }: Lesson) => ({
  body,
  html,
  author: { name: authorName, email: authorEmail ?? undefined, url: authorUrl ?? undefined },
});
