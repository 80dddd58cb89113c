import { test } from 'vitest';
import type { Backend } from '../../src/backend.js';
import type { ThreadReference } from '../../src/contract.js';
import { backendContract, type ContractSetup, type Seed } from '../../src/testing.js';

/** A server that a read-only adapter asks, with a way to put comments there. */
export interface Peer {
  backend(): Backend;
  /** A thread that is there, and empty. */
  thread(): ThreadReference;
  seed(thread: ThreadReference, seeds: readonly Seed[]): void;
}

/** Runs the shared suite over a server that each case starts anew. */
export const testReadOnly = (start: () => Promise<Peer>, setup: Partial<ContractSetup> = {}): void => {
  for (const { name } of backendContract({ create: () => Promise.reject(new Error('only for the names')) })) {
    test(name, async (context) => {
      const peer = await start();
      const cases = backendContract({
        create: () => peer.backend(),
        thread: () => peer.thread(),
        seed: async (thread, seeds) => peer.seed(thread, seeds),
        readOnly: true,
        ...setup,
      });
      await cases.find((each) => each.name === name)!.run(context);
    });
  }
};
