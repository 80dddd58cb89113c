import type { ErrorCode } from '../../contract.js';
import type { HttpAnswer, Refusal } from '../shared/http-json.js';
import { recordOf, text } from '../shared/shape.js';

const noGuests =
  'WordPress takes comments by guests over REST only where a plugin says so: ' +
  "add_filter('rest_allow_anonymous_comments', '__return_true'), or install integrations/wordpress of Starling";

/** Error codes of WordPress and what they mean. For all others only the status counts. */
const refusals: Record<string, Refusal> = {
  rest_comment_login_required: { code: 'misconfigured', message: noGuests },
  rest_cookie_invalid_nonce: { code: 'unauthorized' },
  rest_comment_author_data_required: wrong('author.name', 'author.email'),
  rest_comment_content_invalid: wrong('body'),
  comment_content_column_length: wrong('body'),
  comment_author_column_length: wrong('author.name'),
  comment_author_email_column_length: wrong('author.email'),
  comment_author_url_column_length: wrong('author.url'),
  starling_rating_on_reply: wrong('rating'),
  comment_duplicate: { code: 'conflict' },
  // WordPress's own limit is one comment in 15 seconds.
  comment_flood: { code: 'rate-limited', retryAfter: 15 },
  rest_comment_closed: { code: 'closed' },
  rest_comment_draft_post: { code: 'closed' },
  rest_comment_trash_post: { code: 'closed' },
  rest_comment_invalid_post_id: { code: 'not-found' },
  rest_comment_invalid_id: { code: 'not-found' },
  rest_no_route: { code: 'misconfigured', message: 'there is no REST API of WordPress at backend-url' },
};

/** The draft's fields by their names in a request. */
const fieldNames: Record<string, string> = {
  content: 'body',
  author_name: 'author.name',
  author_email: 'author.email',
  author_url: 'author.url',
  parent: 'parent',
  post: 'thread.id',
  starling_rating: 'rating',
};

/** Explains an error of WordPress by its code, because its texts are in the site's language. */
export const explainWordPress = ({ data }: Pick<HttpAnswer, 'data'>): Refusal | undefined => {
  const { code, message, data: more } = Object(data) as Record<string, unknown>;
  const known = refusals[text(code)];
  const said = { message: text(message) || undefined };
  if (known) return { ...said, ...known };
  const params = Object(more).params as unknown;
  if (!params || typeof params !== 'object' || Array.isArray(params)) return code ? said : undefined;
  const fields = Object.entries(recordOf(text)(params)).map(([name, wrong]) => [fieldNames[name] ?? name, wrong]);
  return { ...said, code: 'invalid' satisfies ErrorCode, fields: Object.fromEntries(fields) };
};

function wrong(...fields: string[]): Refusal {
  return { code: 'invalid', fields: Object.fromEntries(fields.map((field) => [field, 'WordPress refuses it.'])) };
}
