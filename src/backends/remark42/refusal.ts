import type { ErrorCode } from '../../contract.js';
import type { HttpAnswer, Refusal } from '../shared/http-json.js';
import { text } from '../shared/shape.js';

/** Error numbers of backend/app/rest/httperrors.go. 0 is any internal error and adds nothing to the status. */
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
  // The comment has replies and can't be changed.
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

/** The store's message for an unknown site, whatever the request (backend/app/store/engine/bolt.go). */
const unknownSite = /^(?:.*: )?site ".*" not found$/;

/** Explains a refusal. Refusals by the middleware are plain text, so only their status counts. */
export const explainRemark42 = ({
  status,
  data,
  text: plain,
}: Pick<HttpAnswer, 'status' | 'data' | 'text'>): Refusal => {
  const { code, details, error } = Object(data) as Record<string, unknown>;
  const message =
    data === undefined ? plain.trim().slice(0, 300) : [details, error].map(text).filter(Boolean).join(': ');
  // An unknown site is refused with the code for validation, but it is the only such refusal with status 403.
  const known = (code === 4 && status === 403) || unknownSite.test(text(error)) ? 'misconfigured' : codes[Number(code)];
  return {
    ...(message && { message }),
    ...(known && { code: known }),
    ...(known === 'invalid' && { fields: { body: text(error) || 'Refused.' } }),
  };
};
