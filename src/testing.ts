import { extras } from './testing/extras.js';
import { createFixture, Skip, type ContractSetup, type Fixture } from './testing/fixture.js';
import { ownComments } from './testing/own-comments.js';
import { reactions } from './testing/reactions.js';
import { reading } from './testing/reading.js';
import { writing } from './testing/writing.js';

export type { ContractSetup, Seed } from './testing/fixture.js';

/** What a test runner passes to a test. Vitest and Node have it, and so does Mocha's `this`. */
export interface TestContext {
  skip(reason?: string): void;
}

export interface ContractCase {
  /** A sentence about what the backend does. */
  name: string;
  /**
   * Rejects if the backend does not do it. If the case does not apply to this backend, calls the context's `skip` with
   * the reason; without a context, writes the reason to the console.
   *
   * @returns why it was skipped; undefined if it was not
   */
  run(context?: TestContext): Promise<string | undefined>;
}

/**
 * The contract of `Backend` as test cases, for any test runner:
 *
 * ```ts
 * import { test } from 'vitest';
 * import { backendContract } from 'starling-comments/testing';
 * import { myBackend } from './my-backend.js';
 *
 * for (const { name, run } of backendContract({ create: () => myBackend({ url, options: {} }) })) test(name, run);
 * ```
 *
 * Features that a backend lacks, because a method is absent or the thread's settings say so, are skipped.
 */
export const backendContract = (setup: ContractSetup): ContractCase[] =>
  Object.entries<(fixture: Fixture) => Promise<void>>({
    ...reading,
    ...writing,
    ...ownComments,
    ...reactions,
    ...extras,
  }).map(([name, check]) => ({
    name,
    run: async (context) => {
      try {
        await check(await createFixture(setup));
        return undefined;
      } catch (error) {
        if (!(error instanceof Skip)) throw error;
        if (context) context.skip(error.message);
        else console.warn(`Skipped: ${name}: ${error.message}`);
        return error.message;
      }
    },
  }));
