import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { CaptchaAnswer } from '../../../src/contract.js';
import type { Fixture } from './fixture.js';

/** Does the work of a challenge, as the widget does. */
export const solve = async (challenge: Challenge): Promise<CaptchaAnswer> => {
  const solution = await solveChallenge({ challenge, deriveKey });
  return { provider: 'altcha', token: btoa(JSON.stringify({ challenge, solution })) };
};

/** An answer to a new challenge of the server. */
export const answerOf = async ({ get }: Fixture): Promise<CaptchaAnswer> =>
  solve((await get('/challenge')).body as unknown as Challenge);
