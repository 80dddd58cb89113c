import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey as pbkdf2 } from 'altcha-lib/algorithms/web/pbkdf2';
import { deriveKey as sha } from 'altcha-lib/algorithms/web/sha';
import { StarlingError } from '../../errors.js';

export interface AltchaSolution {
  /** What the server checks: base64 of the JSON `{challenge, solution}`. */
  token: string;
  /** Milliseconds since the epoch, by the server's clock; absent if the challenge does not expire. */
  expires?: number;
}

/**
 * Does the work that a challenge requires. The browser hashes off the main thread and each hash is awaited, so that the
 * page stays responsive without a worker, which a strict CSP would not allow.
 */
export async function solveAltcha(challenge: unknown, signal: AbortSignal): Promise<AltchaSolution> {
  if (!isChallenge(challenge)) throw new StarlingError('server', 'no ALTCHA challenge');
  const { algorithm, expiresAt } = challenge.parameters;
  const deriveKey = /^PBKDF2\//.test(algorithm) ? pbkdf2 : /^SHA-/.test(algorithm) ? sha : undefined;
  if (!deriveKey) throw new StarlingError('misconfigured', `captcha="altcha": no browser can do ${algorithm}`);

  const controller = new AbortController();
  const abort = () => controller.abort();
  signal.addEventListener('abort', abort, { once: true });
  // Browsers hash on several threads. More lanes than a phone has spare cores would only heat it up.
  const lanes = Math.min(4, navigator.hardwareConcurrency || 1);
  try {
    const solution = await Promise.race(
      Array.from({ length: lanes }, (_, lane) =>
        solveChallenge({ challenge, deriveKey, controller, counterStart: lane, counterStep: lanes }),
      ),
    );
    signal.throwIfAborted();
    if (!solution) throw new StarlingError('captcha', 'ALTCHA: no solution in time');
    return {
      token: btoa(JSON.stringify({ challenge, solution })),
      expires: expiresAt === undefined ? undefined : expiresAt * 1000,
    };
  } finally {
    abort();
    signal.removeEventListener('abort', abort);
  }
}

function isChallenge(value: unknown): value is Challenge {
  const { parameters } = Object(value) as Partial<Challenge>;
  return ['algorithm', 'nonce', 'salt', 'keyPrefix'].every((name) => typeof Object(parameters)[name] === 'string');
}
