import type { Comment, Draft } from '../../contract.js';
import { StarlingError } from '../../errors.js';

/**
 * Idempotency keys for servers that have none, within one page: the same key and draft again join the running attempt
 * or get its result. A failed draft may be sent again.
 */
export const sendOnce = () => {
  const sent = new Map<string, { json: string; answer: Promise<Comment> }>();

  return (draft: Draft, key: string | undefined, send: () => Promise<Comment>): Promise<Comment> => {
    if (key === undefined) return send();
    // The captcha is left out, because another attempt has another one.
    const json = JSON.stringify({ ...draft, captcha: undefined });
    const known = sent.get(key);
    if (known && known.json !== json) return Promise.reject(new StarlingError('conflict', 'a key of another draft'));
    if (known) return known.answer;
    const answer = send();
    sent.set(key, { json, answer });
    answer.catch(() => sent.delete(key));
    return answer;
  };
};
