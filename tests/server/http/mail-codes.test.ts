import { decodeJwt } from 'jose';
import { describe, expect, test } from 'vitest';
import type { NodeHandlerOptions } from '../../../server/src/cli/node-handler.js';
import { aToken, createFixture, type Fixture } from '../support/fixture.js';
import { aSiteToken, secret } from '../support/identity-tokens.js';
import { mailDelivery } from '../support/mail-delivery.js';
import { headerOf, partOf } from '../support/start-smtp.js';

const email = 'ada@example.org';
const minute = 60_000;

/** A site where people sign in by mail, with a real mail server. */
const withMail = async (options: Partial<NodeHandlerOptions> = {}) => {
  const settings = {
    sites: { blog: { name: 'The blog' }, other: {} },
    identity: { email: true },
    mail: { from: 'comments@blog.example' },
    publicUrl: 'https://talk.example',
    ...options,
  };
  const fixture = await createFixture(settings);
  const mails = await mailDelivery(fixture.store, { ...settings, secret: 'a secret for tests' }, options.now);
  return {
    ...fixture,
    mails,
    /** Asks for a code, and gives what arrived of it. */
    code: async (token: string, to = email, more: Parameters<Fixture['call']>[3] = {}) => {
      const before = (await mails()).length;
      const { status } = await fixture.call('POST', '/identity/email', { site: 'blog', email: to }, { token, ...more });
      expect(status).toBe(202);
      const mail = (await mails())[before];
      return mail && /\d{6}/.exec(partOf(mail.raw, 'text/plain'))?.[0];
    },
    verify: (token: string, code: string, more: object = {}) =>
      fixture.call('POST', '/identity/email/verify', { site: 'blog', email, code, name: 'Ada', ...more }, { token }),
  };
};

/** Another code of six digits. */
const wrong = (code: string | undefined): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('a code in a mail', () => {
  test('signs in: who has it is that person on every device', async () => {
    const { code, verify, mails, post, call, list } = await withMail();
    const token = aToken();
    await post({ site: 'blog', body: 'As a guest' }, { token });
    const sent = await code(token);
    const [mail] = await mails();
    expect(mail!.to).toEqual([email]);
    expect(headerOf(mail!.raw, 'Subject')).toBe('Your code for The blog');
    const { status, body } = await verify(token, sent!);
    expect(status).toBe(200);
    const identity = (body as unknown as { token: string }).token;
    expect(decodeJwt(identity)).toMatchObject({
      iss: 'starling',
      aud: 'blog',
      name: 'Ada',
      email,
      email_verified: true,
    });
    const headers = { 'Starling-Identity': identity };
    await call('GET', '/mine?thread=a+thread&site=blog', undefined, { token, headers });
    const elsewhere = await call('GET', '/mine?thread=a+thread&site=blog', undefined, { headers });
    expect(elsewhere.body.comments).toMatchObject([{ body: 'As a guest' }]);
    const posted = await post({ site: 'blog', author: {} }, { headers });
    expect(posted.body.comment.author).toEqual({ name: 'Ada', badge: 'verified' });
    expect(JSON.stringify((await list({ site: 'blog' })).body)).not.toContain(email);

    const again = await verify(aToken(), (await code(aToken()))!);
    expect(again.body.code).toBe('expired');
    const other = aToken();
    const second = (await verify(other, (await code(other, 'ADA@example.org'))!)).body as unknown as { token: string };
    expect(decodeJwt(second.token).sub).toBe(decodeJwt(identity).sub);
  });

  test('is good for the visitor who asked alone, for their address, once', async () => {
    const { code, verify } = await withMail();
    const token = aToken();
    const sent = (await code(token))!;
    expect((await verify(aToken(), sent)).body.code).toBe('expired');
    const elsewhere = await verify(token, sent, { email: 'olga@example.org' });
    expect([elsewhere.status, elsewhere.body.fields]).toEqual([422, { code: 'This is not the code.' }]);
    expect((await verify(token, sent, { site: 'other' })).body.code).toBe('expired');
    expect((await verify(token, sent)).status).toBe(200);
    const spent = await verify(token, sent);
    expect([spent.status, spent.body.code]).toEqual([403, 'expired']);
  });

  test('is spent after five tries, however many come at once', async () => {
    const { code, verify } = await withMail();
    const token = aToken();
    const sent = (await code(token))!;
    const answers = await Promise.all(Array.from({ length: 8 }, () => verify(token, wrong(sent))));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([403, 403, 403, 422, 422, 422, 422, 422]);
    expect((await verify(token, sent)).body.code).toBe('expired');
    expect((await verify(token, (await code(token))!)).status).toBe(200);
  });

  test('is good for ten minutes, and gives way to the next', async () => {
    let now = Date.now();
    const { code, verify, store } = await withMail({ now: () => now });
    const token = aToken();
    const first = (await code(token))!;
    now += 9 * minute;
    const second = (await code(token))!;
    if (first !== second) expect((await verify(token, first)).status).toBe(422);
    now += 11 * minute;
    expect((await verify(token, second)).body.code).toBe('expired');
    await store.purge(now);
    expect((await verify(token, second)).body.code).toBe('expired');
  });

  test('is sent three times an hour to an address, and nobody learns that no more is', async () => {
    let now = Date.now();
    const { code, mails, call } = await withMail({ now: () => now });
    for (let index = 0; index < 5; index++) await code(aToken(), index % 2 ? email : 'Ada@Example.org');
    expect(await mails()).toHaveLength(3);
    expect(await code(aToken(), 'olga@example.org')).toMatch(/^\d{6}$/);
    now += 61 * minute;
    expect(await code(aToken())).toMatch(/^\d{6}$/);
    const answers = [email, 'nobody@example.org'].map((email) =>
      call('POST', '/identity/email', { site: 'blog', email }, { token: aToken() }),
    );
    const [known, unknown] = await Promise.all(answers);
    expect([known!.status, known!.body]).toEqual([unknown!.status, unknown!.body]);
  });

  test('is sent ten times an hour for a network, which then counts for nobody’s address', async () => {
    const { code, mails } = await withMail();
    for (let index = 0; index < 13; index++) await code(aToken(), `${index}@example.org`);
    expect(await mails()).toHaveLength(10);
    const elsewhere = { address: '198.51.100.7' };
    expect(await code(aToken(), '12@example.org', elsewhere)).toMatch(/^\d{6}$/);
  });

  test('takes the captcha of a visitor’s first write', async () => {
    const { call } = await withMail({ captcha: 'altcha' });
    const { status, body } = await call('POST', '/identity/email', { site: 'blog', email }, { token: aToken() });
    expect([status, body.code]).toEqual([403, 'captcha']);
  });

  test('is for visitors of a site that has it, by an address that is one', async () => {
    const fixture = await withMail({ sites: { blog: {}, guests: { identity: { sso: { secret } } } } });
    const ask = (body: object, token = aToken()) =>
      fixture.call('POST', '/identity/email', body, token ? { token } : {});
    expect((await ask({ site: 'blog', email: 'ada' })).body.fields).toHaveProperty('email');
    expect((await ask({ site: 'blog', email: 'a@b.example, c@d.example' })).body.fields).toHaveProperty('email');
    expect((await ask({ site: 'blog', email }, '')).status).toBe(401);
    const headers = { 'Starling-Identity': await aSiteToken() };
    expect((await fixture.call('POST', '/identity/email', { site: 'blog', email }, { headers })).status).toBe(401);
    expect((await ask({ site: 'guests', email })).status).toBe(404);
    expect((await fixture.verify(aToken(), '12345')).body.fields).toHaveProperty('code');
    expect((await fixture.verify(aToken(), '123456', { name: '' })).body.fields).toHaveProperty('name');
  });

  test('leaves neither address nor code in the database', async () => {
    const { code, store } = await withMail();
    const sent = await code(aToken());
    const kept = await store.read(async ({ transfer }) =>
      JSON.stringify([await transfer.page('mail_codes', undefined, 10), await transfer.page('outbox', undefined, 10)]),
    );
    expect(kept).toContain('"tries":0');
    expect(kept).not.toContain(email);
    expect(kept).not.toContain(`"${sent}"`);
  });
});

test('a token of the server’s own is refused where nobody signs in, and one by another server', async () => {
  const { code, verify, with: other, post } = await withMail();
  const token = aToken();
  const { token: identity } = (await verify(token, (await code(token))!)).body as unknown as { token: string };
  const headers = { 'Starling-Identity': identity };
  expect((await post({ site: 'other', author: {} }, { headers })).body.detail).toContain('"aud"');
  expect((await other({ secret: 'another secret' }).post({ site: 'blog' }, { headers })).body.detail).toMatch(
    /signature/,
  );
  const sso = other({ identity: { sso: { secret } } });
  expect((await sso.post({ site: 'blog' }, { headers })).body.detail).toContain('Nobody signs in here');
});

test('the way is in the settings of the thread, and needs mail', async () => {
  const { list } = await withMail();
  const expected = { required: false, email: true, providers: [] };
  expect((await list({ site: 'blog' })).body.thread.identity).toEqual(expected);
  await expect(createFixture({ identity: { email: true } })).rejects.toThrow('identity.email: it needs mail');
});
