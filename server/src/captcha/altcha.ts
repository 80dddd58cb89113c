import { createChallenge, randomInt, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { Payload } from 'altcha-lib/types';
import type { CaptchaVerifier, Verdict } from './verifier.js';

export interface AltchaOptions {
  /** Signs the challenges; the same for every process of the server. */
  secret: string;
  /** Rounds of PBKDF2 for one guess. */
  cost?: number;
  /** The most guesses that a challenge takes; on average it takes half as many. */
  guesses?: number;
  /** Seconds for which a challenge is good. */
  lifetime?: number;
}

/**
 * Proof of work, self-hosted: GET /challenge gives altcha-lib's `Challenge`, and the token is the base64 of
 * `{challenge, solution}` as JSON. Nothing is stored for a challenge until its solution is used.
 */
export const altcha = ({ secret, cost = 1000, guesses = 1000, lifetime = 1200 }: AltchaOptions): CaptchaVerifier => {
  const keys = { hmacSignatureSecret: `${secret} challenge`, hmacKeySignatureSecret: `${secret} key` };
  return {
    setting: { provider: 'altcha' },

    challenge: () =>
      createChallenge({
        algorithm: 'PBKDF2/SHA-256',
        cost,
        counter: randomInt(guesses),
        deriveKey,
        expiresAt: Math.floor(Date.now() / 1000) + lifetime,
        ...keys,
      }),

    verify: async (token): Promise<Verdict> => {
      const payload = readPayload(token);
      if (!payload) return { outcome: 'failed', reason: 'not a solution' };
      try {
        const { verified, expired } = await verifySolution({ ...payload, deriveKey, ...keys });
        const { signature, parameters } = payload.challenge;
        if (!verified || !signature || !parameters.expiresAt) {
          return { outcome: 'failed', reason: expired ? 'expired' : 'wrong solution' };
        }
        return { outcome: 'passed', id: signature, expiresAt: parameters.expiresAt * 1000 };
      } catch (error) {
        // altcha-lib throws on parameters that it would never have made.
        return { outcome: 'failed', reason: error instanceof Error ? error.message : 'malformed' };
      }
    },
  };
};

const readPayload = (token: string): Payload | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64').toString());
    return isPayload(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const isPayload = (value: unknown): value is Payload => {
  const { challenge, solution } = (value ?? {}) as Partial<Payload>;
  return typeof challenge?.parameters === 'object' && challenge.parameters !== null && typeof solution === 'object';
};
