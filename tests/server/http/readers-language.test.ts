import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { NodeHandlerOptions } from '../../../server/src/cli/node-handler.js';
import { aToken, createFixture, origin, type Fixture } from '../support/fixture.js';
import { mailDelivery } from '../support/mail-delivery.js';
import { headerOf } from '../support/start-smtp.js';
import { client, startOidc } from '../support/start-oidc.js';

const publicUrl = 'https://talk.example/comments';
const challenge = createHash('sha256').update('x').digest('base64url');

/** A site whose own language is German. */
const aSite = async (options: Partial<NodeHandlerOptions> = {}) => {
  const oidc = await startOidc(`${publicUrl}/api/v1/identity/login/callback`);
  const login = { name: 'login', label: 'The login', issuer: oidc.issuer, ...client };
  const settings = {
    publicUrl,
    mail: { from: 'comments@blog.example' },
    sites: { blog: { origins: [origin], language: 'de', identity: { email: true, providers: [login] } } },
    ...options,
  };
  return { ...(await createFixture(settings)), settings, oidc };
};

const read = async (fixture: Fixture, url: string, language?: string, cookie?: string) => {
  const headers = { ...(language && { 'Accept-Language': language }), ...(cookie && { Cookie: cookie }) };
  const response = await fixture.handler(new Request(url, { headers }));
  return { response, html: await response.text(), cookie: response.headers.get('set-cookie')?.split(';')[0] };
};

const begin = (fixture: Fixture, change: Record<string, string> = {}, language?: string) => {
  const query = new URLSearchParams({ site: 'blog', origin, challenge, return: `${origin}/post`, ...change });
  return read(fixture, `${publicUrl}/api/v1/identity/login?${query}`, language);
};

/** A reader's `Accept-Language`, and what the page says then. */
const languages = [
  [
    'ar-EG,en;q=0.5',
    '<html lang="ar" dir="rtl">',
    'تم تسجيل دخولك',
    'أُلغي تسجيل الدخول.',
    'العودة إلى الصفحة',
    'رمزك لموقع blog',
  ],
  [
    'en',
    '<html lang="en" dir="ltr">',
    'You are signed in',
    'The sign-in was cancelled.',
    'Back to the page',
    'Your code for blog',
  ],
  [
    undefined,
    '<html lang="de" dir="ltr">',
    'Sie sind angemeldet',
    'Die Anmeldung wurde abgebrochen.',
    'Zurück zur Seite',
    'Ihr Code für blog',
  ],
  [
    'tlh',
    '<html lang="de" dir="ltr">',
    'Sie sind angemeldet',
    'Die Anmeldung wurde abgebrochen.',
    'Zurück zur Seite',
    'Ihr Code für blog',
  ],
] as const;

describe.each(languages)('for a reader of %s', (language, html, done, cancelled, back, subject) => {
  test('the page at the end of a sign-in', async () => {
    const fixture = await aSite();
    const begun = await begin(fixture);
    const url = await fixture.oidc.signIn(begun.response.headers.get('location')!);
    const page = await read(fixture, url.href, language, begun.cookie);
    expect(page.response.status).toBe(200);
    expect(page.html).toContain(html);
    expect(page.html).toContain(`<h1>${done}</h1>`);
  });

  test('the page of one that failed, with a way back', async () => {
    const fixture = await aSite();
    const begun = await begin(fixture);
    const { searchParams } = new URL(begun.response.headers.get('location')!);
    const url = new URL(`${publicUrl}/api/v1/identity/login/callback?error=access_denied`);
    url.searchParams.set('state', searchParams.get('state')!);
    url.searchParams.set('iss', fixture.oidc.issuer);
    const page = await read(fixture, url.href, language, begun.cookie);
    expect(page.response.status).toBe(403);
    expect(page.html).toContain(html);
    expect(page.html).toContain(cancelled);
    expect(page.html).toContain(`<a href="${origin}/post">${back}</a>`);
  });

  test('the page of one that could not begin; what its page did wrong is English, and says so', async () => {
    const { response, html: page } = await begin(await aSite(), { challenge: 'short' }, language);
    expect(response.status).toBe(422);
    expect(page).toContain(html);
    expect(page).toMatch(/<p lang="en" dir="ltr">[^<]*challenge: Must be the SHA-256/);
  });

  test('the mail with a code', async () => {
    const fixture = await aSite();
    const mails = await mailDelivery(fixture.store, { ...fixture.settings, secret: 'a secret for tests' });
    const headers = { ...(language && { 'Accept-Language': language }) };
    const asked = { site: 'blog', email: 'ada@example.org' };
    await fixture.call('POST', '/identity/email', asked, { token: aToken(), headers });
    expect(headerOf((await mails())[0]!.raw, 'Subject')).toBe(subject);
  });

  test('the page of a link that is none', async () => {
    const page = await read(await aSite(), `${publicUrl}/subscriptions/none`, language);
    expect(page.response.status).toBe(404);
    // The link does not say of which site it is.
    expect(page.html).toContain(html.replace('lang="de"', 'lang="en"'));
  });
});

test('the page without scripts says everything in the language of its address, else of the site', async () => {
  const fixture = await aSite();
  for (const [locale, html, held] of [
    ['ar', '<html lang="ar" dir="rtl">', 'تعليقك في انتظار'],
    [undefined, '<html lang="de" dir="ltr">', 'Ihr Kommentar'],
  ] as const) {
    const query = new URLSearchParams({ site: 'blog', thread: 'x', posted: 'pending', ...(locale && { locale }) });
    const page = await read(fixture, `${publicUrl}/thread?${query}`);
    expect(page.html).toContain(html);
    expect(/<p [^>]*role="status"[^>]*>([^<]*)/.exec(page.html)?.[1]).toContain(held);
  }
});
