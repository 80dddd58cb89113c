import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { cap } from '../../../server/src/captcha/cap.js';
import { friendly } from '../../../server/src/captcha/friendly.js';
import { hcaptcha } from '../../../server/src/captcha/hcaptcha.js';
import { recaptcha } from '../../../server/src/captcha/recaptcha.js';
import { turnstile } from '../../../server/src/captcha/turnstile.js';
import type { CaptchaVerifier } from '../../../server/src/captcha/verifier.js';
import {
  capEndpoint,
  friendlyEndpoint,
  outageTokens,
  secret,
  siteverifyEndpoint,
  type Endpoint,
} from './captcha-endpoints.js';
import { aToken, createFixture, type Answer } from '../support/fixture.js';

interface Provider {
  endpoint(): Promise<Endpoint>;
  verifier(endpoint: Endpoint, more: { secret: string; timeout: number }): CaptchaVerifier;
  /** A token as the provider makes them. */
  token(name: string): string;
  /** What must have been asked for the token. */
  request(token: string): object;
}

const form = 'application/x-www-form-urlencoded;charset=UTF-8';
const key = 'site-key';
const plain = (token: string) => token;

const providers: Record<string, Provider> = {
  recaptcha: {
    endpoint: () => siteverifyEndpoint({ duplicate: 'timeout-or-duplicate', invalid: 'invalid-input-response' }),
    verifier: ({ url }, more) => recaptcha({ key, endpoint: url, ...more }),
    token: plain,
    request: (response) => ({ headers: { 'content-type': form }, body: { secret, response } }),
  },
  hcaptcha: {
    endpoint: () =>
      siteverifyEndpoint({ duplicate: 'invalid-or-already-seen-response', invalid: 'invalid-input-response' }),
    verifier: ({ url }, more) => hcaptcha({ key, endpoint: url, ...more }),
    token: plain,
    request: (response) => ({ headers: { 'content-type': form }, body: { secret, response, sitekey: key } }),
  },
  turnstile: {
    endpoint: () =>
      siteverifyEndpoint(
        { duplicate: 'timeout-or-duplicate', invalid: 'invalid-input-response' },
        { action: 'comment', cdata: '' },
      ),
    verifier: ({ url }, more) => turnstile({ key, endpoint: url, ...more }),
    token: plain,
    request: (response) => ({ headers: { 'content-type': form }, body: { secret, response } }),
  },
  friendly: {
    endpoint: friendlyEndpoint,
    verifier: ({ url }, more) => friendly({ key, endpoint: url, ...more }),
    token: plain,
    request: (response) => ({
      headers: { 'content-type': 'application/json', 'x-api-key': secret },
      body: { response, sitekey: key },
    }),
  },
  cap: {
    endpoint: capEndpoint,
    verifier: ({ url }, more) => cap({ key: `${url}/0123abcd/`, ...more }),
    token: (name) => `0123abcd:4f2a:${name}`,
    request: (response) => ({
      path: '/0123abcd/siteverify',
      headers: { 'content-type': 'application/json' },
      body: { secret, response },
    }),
  },
};

const refusal = { status: 403, body: { code: 'captcha' } };
const outcome = ({ status, body }: Answer) => [status, body.comment?.status];

const start = async (name: string, more: Partial<{ secret: string; timeout: number }> = {}) => {
  const provider = providers[name]!;
  const endpoint = await provider.endpoint();
  const logged: { level: number; msg: string; reason: string }[] = [];
  const logger = pino({ level: 'warn' }, { write: (line) => void logged.push(JSON.parse(line)) });
  const captcha = provider.verifier(endpoint, { secret, timeout: 20_000, ...more });
  const fixture = await createFixture({ captcha, logger });
  const answer = (token: string) => ({ provider: name, token: provider.token(token) });
  const post = (token: string, options?: { token?: string; headers?: Record<string, string> }) =>
    fixture.post({ captcha: answer(token) }, options);
  return { ...endpoint, provider, fixture, logged, answer, post };
};

describe.each(Object.keys(providers))('%s', (name) => {
  test('is what the thread says, and is verified at its endpoint as documented', async () => {
    const { fixture, post, asked, provider } = await start(name);
    const { captcha } = (await fixture.list()).body.thread;
    expect(captcha).toMatchObject({ provider: name, key: expect.any(String) });
    expect(JSON.stringify(captcha)).not.toContain(secret);
    expect(outcome(await post('good'))).toEqual([201, 'published']);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject(provider.request(provider.token('good')));
  });

  test('refuses a wrong token, none, and one of another provider', async () => {
    const { fixture, post, answer } = await start(name);
    expect(await post('bad')).toMatchObject(refusal);
    expect(await fixture.post()).toMatchObject(refusal);
    expect(await fixture.post({ captcha: { ...answer('good'), provider: 'another' } })).toMatchObject(refusal);
    expect((await fixture.list()).body.total).toBe(0);
  });

  test('takes a token once, also of many that come at the same time', async () => {
    const { fixture, post } = await start(name);
    const answers = await Promise.all(Array.from({ length: 5 }, () => post('good', { token: aToken() })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 403, 403, 403, 403]);
    expect(await post('good')).toMatchObject(refusal);
    expect((await fixture.list()).body.total).toBe(1);
  });

  test('asks once for a token, though the first comment that it came with was refused', async () => {
    const { fixture, post, answer, asked } = await start(name);
    expect((await fixture.post({ captcha: answer('good'), parent: 'unknown' })).status).toBe(422);
    expect((await post('good')).status).toBe(201);
    expect(asked).toHaveLength(1);
  });

  test('is not asked again for a retry with the same idempotency key', async () => {
    const { post, asked } = await start(name);
    const headers = { 'idempotency-key': 'one-key' };
    const [first, second] = [await post('good', { headers }), await post('good', { headers })];
    expect([first.status, second.status, second.body.comment.id]).toEqual([201, 201, first.body.comment.id]);
    expect(asked).toHaveLength(1);
  });

  test.each(outageTokens)('holds a comment for a moderator where the answer is “%s”', async (outage) => {
    // Only what hangs is waited for.
    const { fixture, post, answer, logged } = await start(name, outage === 'hang' ? { timeout: 300 } : {});
    const visitor = aToken();
    expect(outcome(await post(outage, { token: visitor }))).toEqual([202, 'pending']);
    expect((await fixture.list()).body.total).toBe(0);
    expect(logged).toMatchObject([{ level: 40, msg: expect.stringContaining('wait for a moderator') }]);
    // Held is not passed: what this visitor writes next must pass it.
    expect(await fixture.post({}, { token: visitor })).toMatchObject(refusal);
    const { id } = await fixture.with({ captcha: 'none' }).write('one');
    const vote = { value: 1, captcha: answer(outage) };
    const refused = await fixture.call('PUT', `/comments/${id}/vote`, vote, { token: visitor });
    expect([refused.status, refused.body.code]).toEqual([503, 'server']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('holds a comment for a moderator where nobody listens', async () => {
    const captcha = providers[name]!.verifier({ url: 'http://127.0.0.1:1', asked: [] }, { secret, timeout: 20_000 });
    const fixture = await createFixture({ captcha });
    const token = providers[name]!.token('good');
    expect(outcome(await fixture.post({ captcha: { provider: name, token } }))).toEqual([202, 'pending']);
  });

  test('holds comments, and says so loudly, while the secret is wrong', async () => {
    const { post, logged } = await start(name, { secret: 'another' });
    expect(outcome(await post('good'))).toEqual([202, 'pending']);
    expect(logged).toMatchObject([{ level: 50, captcha: name, msg: expect.stringContaining('set up wrongly') }]);
    expect(JSON.stringify(logged)).not.toContain('another');
  });

  test.each(['with blanks in it', 'ünïcode', 'x'.repeat(9000), '\u0001'])(
    'refuses without asking what no provider makes: %.20s',
    async (token) => {
      const { post, asked } = await start(name);
      expect(await post(token)).toMatchObject(refusal);
      expect(asked).toEqual([]);
    },
  );
});

test.each(['recaptcha', 'turnstile', 'friendly'])('%s: an error of the provider’s own is an outage', async (name) => {
  const { post, logged } = await start(name);
  expect(outcome(await post('internal-error'))).toEqual([202, 'pending']);
  expect(logged).toMatchObject([{ level: 40 }]);
});

test.each(['friendly', 'cap'])('%s: a token that came too late is refused', async (name) => {
  const { post } = await start(name);
  expect(await post('late')).toMatchObject(refusal);
});

test('friendly: a placeholder of the widget is no token', async () => {
  const { post, asked } = await start('friendly');
  expect(await post('.UNCONNECTED')).toMatchObject(refusal);
  expect(asked).toEqual([]);
});

test('friendly: a wrong site key is a mistake of ours', async () => {
  const { url } = await friendlyEndpoint();
  const captcha = friendly({ key: 'another', secret, endpoint: url });
  expect(await captcha.verify('good', { now: 0 })).toEqual({
    outcome: 'unavailable',
    reason: 'sitekey_invalid',
    misconfigured: true,
  });
});

test.each(['other:1:good', '0123abcd:good', '0123abcd:1:2:good', 'good'])(
  'cap: the token %s, of another site or form, is refused without asking',
  async (token) => {
    const { fixture, asked } = await start('cap');
    expect(await fixture.post({ captcha: { provider: 'cap', token } })).toMatchObject(refusal);
    expect(asked).toEqual([]);
  },
);

test.each(['site-key', 'https://cap.example.com', 'ftp://cap.example.com/abc/'])(
  'cap: the key %s is no address of a site',
  (key) => {
    expect(() => cap({ key, secret })).toThrow(RangeError);
  },
);

describe('the page that a token comes from', () => {
  const cases: [string, (options: { url: string; hostnames: string[] }) => CaptchaVerifier][] = [
    ['recaptcha', ({ url, hostnames }) => recaptcha({ key, secret, endpoint: url, hostnames })],
    ['hcaptcha', ({ url, hostnames }) => hcaptcha({ key, secret, endpoint: url, hostnames })],
    ['turnstile', ({ url, hostnames }) => turnstile({ key, secret, endpoint: url, hostnames })],
    ['friendly', ({ url, hostnames }) => friendly({ key, secret, endpoint: url, hostnames })],
  ];
  test.each(cases)('%s: must be one of those listed', async (name, make) => {
    const { url } = await providers[name]!.endpoint();
    const verify = (token: string, ...hostnames: string[]) => make({ url, hostnames }).verify(token, { now: 0 });
    expect(await verify('good1', 'www.blog.example', 'blog.example')).toMatchObject({ outcome: 'passed' });
    expect(await verify('good2', 'other.example')).toMatchObject({ outcome: 'failed' });
  });
});

describe('reCAPTCHA v3', () => {
  const withScore = async (options: { score: number; action?: string }) => {
    const { url } = await providers.recaptcha!.endpoint();
    const fixture = await createFixture({ captcha: recaptcha({ key, secret, endpoint: url, ...options }) });
    return (token: string) => fixture.post({ captcha: { provider: 'recaptcha', token } });
  };

  test('takes a score that is high enough, and refuses a lower one', async () => {
    const post = await withScore({ score: 0.5 });
    expect(outcome(await post('good_0.5'))).toEqual([201, 'published']);
    expect(await post('good_0.4')).toMatchObject(refusal);
  });

  test('refuses a token that was asked for something else', async () => {
    const post = await withScore({ score: 0 });
    expect(await post('good_0.9_login')).toMatchObject(refusal);
    expect((await (await withScore({ score: 0, action: 'login' }))('good_0.9_login')).status).toBe(201);
  });

  test('holds comments while the key is one of version 2, which has no scores', async () => {
    const { url } = await siteverifyEndpoint({ duplicate: 'x', invalid: 'x' }, { action: 'comment' });
    const fixture = await createFixture({ captcha: recaptcha({ key, secret, endpoint: url, score: 0.5 }) });
    const answer = await fixture.post({ captcha: { provider: 'recaptcha', token: 'good' } });
    expect(outcome(answer)).toEqual([202, 'pending']);
  });
});

test('Turnstile can be held to the widget’s action', async () => {
  const { url } = await providers.turnstile!.endpoint();
  const verify = (action: string, token: string) =>
    turnstile({ key, secret, endpoint: url, action }).verify(token, { now: 0 });
  expect(await verify('comment', 'good1')).toMatchObject({ outcome: 'passed' });
  expect(await verify('login', 'good2')).toMatchObject({ outcome: 'failed' });
});
