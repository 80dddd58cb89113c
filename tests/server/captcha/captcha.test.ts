import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createChallenge, solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { describe, expect, onTestFinished, test } from 'vitest';
import { altcha } from '../../../server/src/captcha/altcha.js';
import { recaptcha } from '../../../server/src/captcha/recaptcha.js';
import { aToken, createFixture, type Fixture } from '../support/fixture.js';
import { answerOf, solve } from '../support/solve.js';

const easy = (options = {}) => altcha({ secret: 'a secret', cost: 1, guesses: 3, ...options });

const refusal = { status: 403, body: { code: 'captcha' } };

describe('ALTCHA', () => {
  test('is what the thread says, and what a first comment must pass', async () => {
    const fixture = await createFixture({ captcha: easy() });
    expect((await fixture.list()).body.thread.captcha).toEqual({ provider: 'altcha' });
    expect(await fixture.post()).toMatchObject(refusal);
    expect(await fixture.post({}, { token: aToken() })).toMatchObject(refusal);
    expect((await fixture.list()).body.total).toBe(0);
    expect((await fixture.post({ captcha: await answerOf(fixture) })).status).toBe(201);
  });

  test('is on by default, with a challenge that a browser can meet', async () => {
    const fixture = await createFixture({ captcha: undefined });
    const { status, body, headers } = await fixture.get('/challenge');
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect((body as unknown as Challenge).parameters).toMatchObject({ algorithm: 'PBKDF2/SHA-256', cost: 1000 });
    const captcha = await solve(body as unknown as Challenge);
    expect((await fixture.post({ captcha })).status).toBe(201);
  });

  test('is passed once by a token, whatever it first writes', async () => {
    const fixture = await createFixture({ captcha: easy() });
    const { id } = await fixture.write('one', { captcha: await answerOf(fixture) });
    const writes: [string, string, object][] = [
      ['POST', '/comments', { thread: { id: 'a thread' }, author: { name: 'Ada', email: 'a@b.co' }, body: 'x' }],
      ['PUT', `/comments/${id}/vote`, { value: 1 }],
      ['PUT', '/ratings', { thread: { id: 'a thread' }, value: 4 }],
      ['POST', `/comments/${id}/report`, { reason: 'Spam' }],
    ];
    for (const [method, path, body] of writes) {
      const token = aToken();
      expect(await fixture.call(method, path, body, { token })).toMatchObject(refusal);
      const captcha = await answerOf(fixture);
      const first = await fixture.call(method, path, { ...body, captcha }, { token });
      expect([path, first.status < 300]).toEqual([path, true]);
      for (const [method, path, body] of writes) {
        expect((await fixture.call(method, path, body, { token })).status).toBeLessThan(300);
      }
    }
  });

  test('is asked each time of those without a token', async () => {
    const fixture = await createFixture({ captcha: easy() });
    await fixture.write('one', { captcha: await answerOf(fixture) });
    expect(await fixture.post()).toMatchObject(refusal);
  });

  test('has answers that are good once, also for many at once', async () => {
    const fixture = await createFixture({ captcha: easy() });
    const captcha = await answerOf(fixture);
    const answers = await Promise.all(Array.from({ length: 8 }, () => fixture.post({ captcha }, { token: aToken() })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(7).fill(403)]);
    expect((await fixture.list()).body.total).toBe(1);
    expect(await fixture.with({}).post({ captcha })).toMatchObject(refusal);
  });

  test('has answers that a refused comment leaves good', async () => {
    const fixture = await createFixture({ captcha: easy() });
    const captcha = await answerOf(fixture);
    expect((await fixture.post({ captcha, body: '' })).status).toBe(422);
    expect((await fixture.post({ captcha, parent: 'unknown' })).status).toBe(422);
    await fixture.with({ captcha: 'none' }).post();
    await fixture.moderation.setClosed({ site: '', thread: 'a thread', closed: true });
    expect((await fixture.post({ captcha })).status).toBe(403);
    await fixture.moderation.setClosed({ site: '', thread: 'a thread', closed: false });
    expect((await fixture.post({ captcha })).status).toBe(201);
  });

  test.each<[string, (challenge: Challenge) => Promise<string>]>([
    ['nothing', async () => 'x'],
    ['no solution', async () => btoa('{}')],
    ['null', async () => btoa('null')],
    [
      'a wrong solution',
      async (challenge) => btoa(JSON.stringify({ challenge, solution: { counter: 9, derivedKey: '00' } })),
    ],
    [
      'an easier challenge',
      async (challenge) =>
        (await solve({ ...challenge, parameters: { ...challenge.parameters, keyPrefix: '0' } })).token,
    ],
    ['no signature', async ({ signature: _, ...challenge }) => (await solve(challenge)).token],
  ])('is not passed with %s', async (_, token) => {
    const fixture = await createFixture({ captcha: easy() });
    const challenge = (await fixture.get('/challenge')).body as unknown as Challenge;
    const captcha = { provider: 'altcha', token: await token(challenge) };
    expect(await fixture.post({ captcha })).toMatchObject(refusal);
  });

  test('takes nothing of a token but challenge and solution, and tells nothing of the library', async () => {
    const fixture = await createFixture({ captcha: easy() });
    const own = { hmacSignatureSecret: 'mine', hmacKeySignatureSecret: 'my key' };
    const expiresAt = Math.floor(Date.now() / 1000) + 600;
    const forged = await createChallenge({
      ...{ algorithm: 'PBKDF2/SHA-256', cost: 1, counter: 1, deriveKey, expiresAt },
      ...own,
    });
    const solution = await solveChallenge({ challenge: forged, deriveKey });
    const ours = (await fixture.get('/challenge')).body as unknown as Challenge;
    const odd = (parameters: object) => ({
      challenge: { ...ours, parameters: { ...ours.parameters, ...parameters } },
      solution,
    });
    const details = new Set<string>();
    for (const payload of [
      { challenge: forged, solution, ...own },
      { challenge: { ...forged, ...own }, solution: { ...solution, ...own }, verified: true, expired: false },
      ...[{ keyLength: 1e9 }, { keyLength: -1 }, { cost: -1 }, { cost: 1e12 }, { nonce: 'no hex' }, { salt: '' }].map(
        odd,
      ),
      ...[
        { keyPrefix: '' },
        { keyPrefix: 'zz' },
        { keySignature: '' },
        { algorithm: 'SHA-1' },
        { expiresAt: 1e15 },
      ].map(odd),
    ]) {
      const answer = await fixture.post({ captcha: { provider: 'altcha', token: btoa(JSON.stringify(payload)) } });
      expect(answer).toMatchObject(refusal);
      details.add(answer.body.detail);
    }
    expect([...details].toSorted()).toEqual([
      'The captcha was not passed: not a solution.',
      'The captcha was not passed: wrong solution.',
    ]);
  });

  test('is not passed by an answer that is too late, or signed by another server', async () => {
    const fixture = await createFixture({ captcha: easy() });
    const late = await answerOf(fixture.with({ captcha: easy({ lifetime: -1 }) }));
    expect(await fixture.post({ captcha: late })).toMatchObject(refusal);
    const other = await answerOf(fixture.with({ captcha: easy({ secret: 'another' }) }));
    expect(await fixture.post({ captcha: other })).toMatchObject(refusal);
  });
});

test('without a captcha there is no challenge', async () => {
  const { get } = await createFixture();
  expect(await get('/challenge')).toMatchObject({ status: 404, body: { code: 'not-found' } });
});

describe('reCAPTCHA', () => {
  test('is verified at its endpoint, by the secret and the answer', async () => {
    const { fixture, asked } = await withRecaptcha();
    expect((await fixture.list()).body.thread.captcha).toEqual({ provider: 'recaptcha', key: 'site key' });
    expect((await fixture.post({ captcha: { provider: 'recaptcha', token: 'good' } })).status).toBe(201);
    expect(asked).toEqual([
      { type: 'application/x-www-form-urlencoded;charset=UTF-8', body: 'secret=secret+key&response=good' },
    ]);
  });

  test('refuses what its endpoint refuses, a second use, and an answer of another provider', async () => {
    const { fixture } = await withRecaptcha();
    const post = (token: string, provider = 'recaptcha') => fixture.post({ captcha: { provider, token } });
    expect(await post('bad')).toMatchObject(refusal);
    expect(await post('good', 'altcha')).toMatchObject(refusal);
    expect((await post('good')).status).toBe(201);
    expect(await post('good')).toMatchObject(refusal);
  });

  test('asks once for an answer, though the first comment that it came with failed', async () => {
    const { fixture, asked } = await withRecaptcha();
    const captcha = { provider: 'recaptcha', token: 'good' };
    expect((await fixture.post({ captcha, parent: 'unknown' })).status).toBe(422);
    expect((await fixture.post({ captcha })).status).toBe(201);
    expect(asked).toHaveLength(1);
  });

  test.each(['down', 'html', 'misconfigured', 'slow'])(
    'holds a comment for a moderator while its endpoint is %s, and lets nothing else through',
    async (token) => {
      const { fixture } = await withRecaptcha();
      const captcha = { provider: 'recaptcha', token };
      const visitor = aToken();
      const { status, body } = await fixture.post({ captcha }, { token: visitor });
      expect([status, body.comment.status]).toEqual([202, 'pending']);
      const { id } = await fixture.write('one', { captcha: { provider: 'recaptcha', token: 'good' } });
      const vote = await fixture.call('PUT', `/comments/${id}/vote`, { value: 1, captcha }, { token: visitor });
      expect([vote.status, vote.body.code]).toEqual([503, 'server']);
      expect(Number(vote.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await fixture.post({}, { token: visitor })).toMatchObject(refusal);
    },
  );
});

/** A stand-in of the endpoint: the answer says by its text how it is to be judged, and is good once. */
const withRecaptcha = async (): Promise<{ fixture: Fixture; asked: { type?: string; body: string }[] }> => {
  const asked: { type?: string; body: string }[] = [];
  const used = new Set<string>();
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    asked.push({ type: request.headers['content-type'], body });
    const answer = new URLSearchParams(body).get('response')!;
    const refuse = (code: string) => response.end(JSON.stringify({ success: false, 'error-codes': [code] }));
    if (answer === 'down') response.writeHead(502).end();
    else if (answer === 'html') response.end('<h1>Sorry</h1>');
    else if (answer === 'misconfigured') refuse('invalid-input-secret');
    else if (answer === 'slow') setTimeout(() => response.end(), 1000);
    else if (answer !== 'good') refuse('invalid-input-response');
    else if (used.has(answer)) refuse('timeout-or-duplicate');
    else {
      used.add(answer);
      response.end(JSON.stringify({ success: true, challenge_ts: new Date().toISOString(), hostname: 'blog.example' }));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/siteverify`;
  const captcha = recaptcha({ key: 'site key', secret: 'secret key', endpoint, timeout: 200 });
  return { fixture: await createFixture({ captcha }), asked };
};
