import { createChallenge, randomInt, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { z } from 'zod';
import { fromBase64 } from '../base64.js';
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
        algorithm,
        cost,
        counter: randomInt(guesses),
        deriveKey,
        expiresAt: Math.floor(Date.now() / 1000) + lifetime,
        ...keys,
      }),

    verify: async (token): Promise<Verdict> => {
      const payload = readPayload(token);
      if (!payload) return { outcome: 'failed', reason: 'not a solution' };
      const { challenge, solution } = payload;
      try {
        // Each field by its name: the visitor's token has no say in the library's options.
        const { verified, expired } = await verifySolution({ challenge, solution, deriveKey, ...keys });
        if (!verified) return { outcome: 'failed', reason: expired ? 'expired' : 'wrong solution' };
        const { expiresAt } = challenge.parameters;
        const challengedAt = (expiresAt - lifetime) * 1000;
        return { outcome: 'passed', id: challenge.signature, expiresAt: expiresAt * 1000, challengedAt };
      } catch {
        // altcha-lib throws on parameters that it would never have made. What it says is not for visitors.
        return { outcome: 'failed', reason: 'not a solution' };
      }
    },
  };
};

const algorithm = 'PBKDF2/SHA-256';

/** What the server's own challenges are made of. Their signature is of all parameters. */
const Payload = z.object({
  challenge: z.object({
    parameters: z.object({
      algorithm: z.literal(algorithm),
      cost: z.int(),
      expiresAt: z.int().positive(),
      keyLength: z.int(),
      keyPrefix: z.string(),
      keySignature: z.string(),
      nonce: z.string(),
      salt: z.string(),
    }),
    signature: z.string(),
  }),
  solution: z.object({ counter: z.int().min(0), derivedKey: z.string() }),
});

const readPayload = (token: string): z.output<typeof Payload> | undefined => {
  try {
    return Payload.safeParse(JSON.parse(new TextDecoder().decode(fromBase64(token)))).data;
  } catch {
    return undefined;
  }
};
