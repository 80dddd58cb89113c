import type { Post } from './post.js';
import type { Sign } from './signs.js';

export interface AkismetQuestion {
  key: string;
  /** By default Akismet's own address. */
  endpoint?: string;
  /** The site's front page. */
  blog: string;
  permalink?: string;
  language?: string;
  sender: { address?: string; userAgent?: string; referrer?: string };
  isReply: boolean;
}

export type AkismetVerdict =
  | { outcome: 'ham' }
  | { outcome: 'spam'; sign: Sign }
  /** The other checks then decide alone. */
  | { outcome: 'unavailable'; reason: string; misconfigured?: boolean };

/**
 * Asks Akismet's `comment-check` (https://akismet.com/developers/detailed-docs/comment-check/). It answers `true` for
 * spam, with `X-akismet-pro-tip: discard` if it is blatant, and `invalid`, with a debug header, if the key is wrong.
 * Even blatant spam is not rejected.
 */
export const askAkismet = async (post: Post, question: AkismetQuestion): Promise<AkismetVerdict> => {
  try {
    const response = await fetch(new URL('/1.1/comment-check', question.endpoint ?? 'https://rest.akismet.com'), {
      method: 'POST',
      headers: { 'User-Agent': 'Starling | akismet/1.1' },
      body: formOf(post, question),
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    });
    const answer = (await response.text()).slice(0, 100).trim();
    if (response.ok && answer === 'false') return { outcome: 'ham' };
    if (response.ok && answer === 'true') {
      const isBlatant = response.headers.get('x-akismet-pro-tip') === 'discard';
      return { outcome: 'spam', sign: { code: 'akismet', ...(isBlatant && { detail: 'discard' }), points: 5 } };
    }
    const help = response.headers.get('x-akismet-debug-help') ?? response.headers.get('x-akismet-alert-msg');
    const reason = help ?? `answered ${response.status}`;
    return { outcome: 'unavailable', reason, misconfigured: answer === 'invalid' || help !== null };
  } catch (error) {
    return { outcome: 'unavailable', reason: error instanceof Error ? error.message : 'no answer' };
  }
};

/** In milliseconds, short because the reader waits meanwhile. */
const patience = 3000;

const formOf = ({ body, author }: Post, { key, blog, permalink, language, sender, isReply }: AkismetQuestion) => {
  const fields = {
    api_key: key,
    blog,
    // Akismet requires an address; the loopback address stands for an unknown one.
    user_ip: sender.address ?? '127.0.0.1',
    user_agent: sender.userAgent,
    referrer: sender.referrer,
    permalink,
    comment_type: isReply ? 'reply' : 'comment',
    comment_author: author.name,
    comment_author_email: author.email,
    comment_author_url: author.url,
    comment_content: body,
    blog_lang: language,
    blog_charset: 'UTF-8',
  };
  return new URLSearchParams(
    Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined),
  );
};
