import type { CaptchaSetting, FieldRule, Thread } from '../../contract.js';
import { threadSettings } from '../shared/adapter-settings.js';
import { text } from '../shared/shape.js';

type Raw = Record<string, unknown>;

/** The settings of a thread, from a Twikoo server's public configuration. */
export const twikooSettings = (value: unknown): Thread => {
  const config = Object(value) as Raw;
  // By default, Twikoo's own client shows all three fields and requires the first two.
  const shown = words(config.DISPLAYED_FIELDS) ?? ['nick', 'mail', 'link'];
  const required = words(config.REQUIRED_FIELDS) ?? ['nick', 'mail'];
  const rule = (name: string): FieldRule =>
    !shown.includes(name) ? 'hidden' : required.includes(name) ? 'required' : 'optional';
  return threadSettings({
    fields: { name: rule('nick'), email: rule('mail'), url: rule('link') },
    captcha: captchaOf(config),
    votes: true,
  });
};

/** Maximum number of characters of a comment, as HTML. 500 by default; 0 means unlimited. */
export const twikooLimit = (value: unknown): number => {
  const most = parseInt(text((Object(value) as Raw).LIMIT_LENGTH));
  return Number.isNaN(most) ? 500 : most || Infinity;
};

const words = (value: unknown): string[] | undefined =>
  text(value)
    ? text(value)
        .split(',')
        .map((word) => word.trim())
    : undefined;

/** Geetest, and Cap over the server's own calls, have no provider here. */
const captchaOf = (config: Raw): CaptchaSetting | null => {
  if (config.CAPTCHA_PROVIDER === 'Turnstile' && config.TURNSTILE_SITE_KEY)
    return { provider: 'turnstile', key: text(config.TURNSTILE_SITE_KEY) };
  if (config.CAPTCHA_PROVIDER === 'Cap' && config.CAP_API_ENDPOINT)
    return { provider: 'cap', key: text(config.CAP_API_ENDPOINT) };
  return null;
};
