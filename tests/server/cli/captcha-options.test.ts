import { expect, test } from 'vitest';
import { captchaOf } from '../../../server/src/cli/captcha-options.js';
import type { ServeArguments } from '../../../server/src/cli/options.js';
import { siteverifyEndpoint } from '../captcha/captcha-endpoints.js';

/** The captcha of a command line, of which only what is about captchas counts. */
const captcha = (options: Partial<ServeArguments>) => captchaOf(options as ServeArguments, 'the server’s secret');

const keys = { captchaKey: 'a key', captchaSecret: 'a secret' };

test.each(['recaptcha', 'hcaptcha', 'turnstile', 'friendly'] as const)('%s takes a key and a secret', (provider) => {
  expect(captcha({ captcha: provider, ...keys })).toMatchObject({ setting: { provider, key: 'a key' } });
});

test('cap takes the address of the site as its key', () => {
  const captchaKey = 'https://cap.example.com/0123abcd/';
  const { setting } = captcha({ ...keys, captcha: 'cap', captchaKey }) as { setting: unknown };
  expect(setting).toEqual({ provider: 'cap', key: captchaKey });
});

test('altcha and none need nothing', () => {
  expect(captcha({ captcha: 'altcha' })).toMatchObject({ setting: { provider: 'altcha' } });
  expect(captcha({ captcha: 'none' })).toBe('none');
});

test.each<[Partial<ServeArguments>, string]>([
  [{ captcha: 'hcaptcha' }, '--captcha-key'],
  [{ captcha: 'turnstile', captchaKey: 'x' }, '--captcha-secret'],
  [{ captcha: 'cap', ...keys }, '--captcha-key'],
  [{ captcha: 'hcaptcha', ...keys, captchaScore: 0.5 }, '--captcha-score'],
  [{ captcha: 'altcha', captchaScore: 0 }, '--captcha-score'],
])('%o is refused by the option’s name', (options, name) => {
  expect(() => captcha(options)).toThrow(name);
});

test('the endpoint is the one that is asked, and the score what it must give', async () => {
  const { url, asked } = await siteverifyEndpoint({ duplicate: 'x', invalid: 'x' });
  const options = { captchaKey: 'a key', captchaSecret: 'the secret', captchaEndpoint: url, captchaScore: 0.7 };
  const made = captcha({ captcha: 'recaptcha', ...options });
  if (made === 'none') throw new Error('a captcha was named');
  expect(await made.verify('good_0.6', { now: 0 })).toMatchObject({ outcome: 'failed' });
  expect(await made.verify('good_0.8', { now: 0 })).toMatchObject({ outcome: 'passed' });
  expect(asked).toHaveLength(2);
});
