import type { CaptchaSetting } from '../contract.js';

/** Decides whether a captcha was solved. One for each provider, made by a factory with that provider's settings. */
export interface CaptchaVerifier {
  /** What the widget is told: the provider's name and its public key. */
  readonly setting: CaptchaSetting;
  /** A new challenge, where the server hands them out itself. */
  challenge?(): Promise<unknown>;
  /** Checks a token. Never rejects: what goes wrong at the provider is one of the verdicts. */
  verify(token: string, request: VerifyRequest): Promise<Verdict>;
}

export interface VerifyRequest {
  /** Milliseconds since 1970. */
  now: number;
  /** Where several processes remember together what has passed; by default each does for itself. */
  passed?: PassedTokens;
}

/** What a provider said yes to, which it says only once. */
export interface PassedTokens {
  find(token: string, now: number): Promise<Passed | undefined>;
  keep(token: string, verdict: Passed): Promise<void>;
}

export type Passed = Extract<Verdict, { outcome: 'passed' }>;

export type Verdict =
  /**
   * `id` makes the answer the same answer, so that it is good once; kept until `expiresAt`. `challengedAt` is when the
   * challenge was handed out, where the server knows that.
   */
  | { outcome: 'passed'; id: string; expiresAt: number; challengedAt?: number }
  | { outcome: 'failed'; reason: string }
  /** The provider could not be asked: a comment is then held for a moderator, never lost. */
  | {
      outcome: 'unavailable';
      reason: string;
      /** The provider refused us: a key or secret of ours is wrong, and no token will ever pass. */
      misconfigured?: boolean;
    };
