import type { ErrorCode } from '../../contract.js';
import type { HttpAnswer, Refusal } from '../shared/http-json.js';
import { text } from '../shared/shape.js';

/** Numbers of backend/app/rest/httperrors.go. 0, any internal error, says no more than the status. */
const codes: Record<number, ErrorCode> = {
  1: 'not-found',
  2: 'invalid',
  3: 'forbidden',
  4: 'invalid',
  5: 'not-found',
  6: 'misconfigured',
  7: 'forbidden',
  8: 'closed',
  9: 'forbidden',
  10: 'expired',
  // Answered already, and so not to be changed.
  11: 'forbidden',
  12: 'forbidden',
  13: 'forbidden',
  14: 'conflict',
  15: 'forbidden',
  16: 'forbidden',
  17: 'forbidden',
  19: 'invalid',
  20: 'invalid',
};

/** What the store says of a site that it does not have, whatever was asked (backend/app/store/engine/bolt.go). */
const unknownSite = /^(?:.*: )?site ".*" not found$/;

/** What the middleware refuses comes as plain text, and its status is all there is. */
export const explainRemark42 = ({
  status,
  data,
  text: plain,
}: Pick<HttpAnswer, 'status' | 'data' | 'text'>): Refusal => {
  const { code, details, error } = Object(data) as Record<string, unknown>;
  const message =
    data === undefined ? plain.trim().slice(0, 300) : [details, error].map(text).filter(Boolean).join(': ');
  // Validation is what a site is refused by too, as the only one with that status.
  const known = (code === 4 && status === 403) || unknownSite.test(text(error)) ? 'misconfigured' : codes[Number(code)];
  return {
    ...(message && { message }),
    ...(known && { code: known }),
    ...(known === 'invalid' && { fields: { body: text(error) || 'Refused.' } }),
  };
};
