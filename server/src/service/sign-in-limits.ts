import { ApiError } from '../api-error.js';
import { hashWithKey } from '../hash.js';
import type { Shared } from '../store/store.js';
import { countInMemory } from './count-in-memory.js';
import type { Client } from './rate-limits.js';

export interface SignInLimits {
  /** @throws ApiError `rate-limited` */
  consume(login: string, client: Client): Promise<void>;
}

const minute = 60 * 1000;

/** How many tries a network has with one name, and with all names together. */
const perNameAndNetwork = { tries: 10, milliseconds: 15 * minute };
const perNetwork = { tries: 40, milliseconds: 15 * minute };
/**
 * After this many tries for a name from all networks, each network has only a few more. It is never none, or anybody
 * could lock the owner out.
 */
const perName = { tries: 100, milliseconds: 60 * minute };
const underAttack = 2;

/** Limits guessing of passwords. The counters' keys are keyed hashes, and are deleted when their window ends. */
export const createSignInLimits = (shared: Shared | undefined, secret: string, now: () => number): SignInLimits => {
  const count = shared ? shared.count.bind(shared) : countInMemory();
  const tries = (what: string, { milliseconds }: { milliseconds: number }) =>
    count(hashWithKey(secret, `sign-in ${what}`), 1, milliseconds, now());

  return {
    consume: async (login, { network = 'unknown' }) => {
      const here = await tries(`network ${network}`, perNetwork);
      const pair = await tries(`pair ${JSON.stringify([login, network])}`, perNameAndNetwork);
      const everywhere = await tries(`name ${login}`, perName);
      const most = everywhere.amount > perName.tries ? underAttack : perNameAndNetwork.tries;
      const over = pair.amount > most ? pair : here.amount > perNetwork.tries ? here : undefined;
      if (!over) return;
      const retryAfter = Math.max(1, Math.ceil((over.endsAt - now()) / 1000));
      throw new ApiError('rate-limited', 'Too many tries. Try again later.', { retryAfter });
    },
  };
};
