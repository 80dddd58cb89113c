import { StarlingError } from '../../errors.js';
import { abortable } from '../../platform/abortable.js';
import { toCaptchaError } from './captcha-error.js';

export interface PendingToken {
  /** Whether a token was requested and has not arrived yet. */
  readonly waiting: boolean;
  /** Starts an attempt and resolves to its token; a second call joins the running attempt. */
  request(start: () => void, signal?: AbortSignal): Promise<string>;
  resolve(token: string): void;
  reject(error: StarlingError): void;
}

/** Turns a provider's callbacks into the promise that `solve` returns; it rejects after `timeout` milliseconds. */
export function pendingToken(timeout = 120_000): PendingToken {
  let attempt: PromiseWithResolvers<string> | undefined;
  let timer: ReturnType<typeof setTimeout>;

  const end = () => {
    clearTimeout(timer);
    const ended = attempt;
    attempt = undefined;
    return ended;
  };
  const reject = (error: StarlingError) => end()?.reject(error);

  return {
    get waiting() {
      return !!attempt;
    },
    request(start, signal) {
      if (attempt) return abortable(attempt.promise, signal);
      const { promise } = (attempt = Promise.withResolvers());
      // The caller may be gone by then, and the rejection must not be reported as unhandled.
      promise.catch(() => {});
      timer = setTimeout(() => reject(new StarlingError('captcha', 'no token in time')), timeout);
      try {
        start();
      } catch (cause) {
        reject(toCaptchaError(cause));
      }
      return abortable(promise, signal);
    },
    resolve: (token) => end()?.resolve(token),
    reject,
  };
}
