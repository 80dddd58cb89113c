import { ApiError } from '../api-error.js';
import type { ApiErrorCode } from '../contract.js';
import { textsIn, type SignInFailure } from '../mail/texts/texts.js';

const codes = {
  page: 'forbidden',
  elsewhere: 'forbidden',
  nameless: 'forbidden',
  cancelled: 'forbidden',
  refused: 'forbidden',
  unreachable: 'server',
} as const satisfies Record<SignInFailure, ApiErrorCode>;

/** A sign-in elsewhere that failed. The reader learns why on a page, in their language. */
export class SignInFailed extends ApiError {
  readonly reason: SignInFailure;

  constructor(reason: SignInFailure, cause?: unknown) {
    const detail = textsIn('en').texts.signIn.why[reason];
    super(codes[reason], detail, { cause, ...(reason === 'unreachable' && { retryAfter: 30 }) });
    this.reason = reason;
  }
}
