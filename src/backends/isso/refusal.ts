import type { HttpAnswer, Refusal } from '../shared/http-json.js';
import { text } from '../shared/shape.js';

/**
 * Isso has no error codes, only a sentence, in JSON or (for invalid fields) on an HTML page. These are the sentences of
 * isso/views/comments.py and isso/db/spam.py. For all others only the status counts.
 */
const refusals: [said: string, means: Refusal][] = [
  ['ratelimit exceeded', { code: 'rate-limited', retryAfter: 60 }],
  ['email address required', wrong('author.email')],
  ['author address required', wrong('author.name')],
  ['Cannot create new thread', { code: 'misconfigured' }],
  ['text is too short', wrong('body')],
  ['text is too long', wrong('body')],
  ['text is missing', wrong('body')],
  ['no text given', wrong('body')],
  ['rfc5321', wrong('author.email')],
  ['arbitrary length limit', wrong('author.url')],
  ['Website not Django-conform', wrong('author.url')],
  ['CSRF', { code: 'misconfigured' }],
];

export const explainIsso = ({ data, text: page }: Pick<HttpAnswer, 'data' | 'text'>): Refusal => {
  const message =
    text(Object(data).message) ||
    page
      .replace(/<[^>]*>/g, ' ')
      .trim()
      .slice(0, 300);
  const known = refusals.find(([said]) => message.includes(said))?.[1];
  return { ...(message && { message }), ...known };
};

function wrong(field: string): Refusal {
  return { code: 'invalid', fields: { [field]: 'Isso refuses it.' } };
}
