import { describe, expect, test } from 'vitest';
import type { Draft } from '../../../src/contract.js';
import { aToken, createFixture } from '../support/fixture.js';

const blog = 'https://blog.example';
const shop = 'https://shop.example';

/** Two sites that share a server, and nothing else. */
const twoSites = () =>
  createFixture({
    editWindow: 60,
    sites: {
      blog: { origins: [blog], moderation: 'all', fields: { email: 'hidden' } },
      shop: { origins: [shop], ratings: 'required', votes: false, editWindow: 0 },
    },
  });

const from = (origin: string, token?: string) => ({ token, headers: { Origin: origin } });

describe('sites of one server', () => {
  test('have settings of their own, and else the general ones', async () => {
    const { get } = await twoSites();
    const settingsOf = async (site: string) => (await get(`/comments?thread=x&site=${site}`)).body.thread;
    expect(await settingsOf('blog')).toMatchObject({
      ratings: 'optional',
      votes: true,
      editWindow: 60,
      fields: { name: 'required', email: 'hidden' },
    });
    expect(await settingsOf('shop')).toMatchObject({
      ratings: 'required',
      votes: false,
      editWindow: 0,
      fields: { name: 'required', email: 'required' },
    });
  });

  test('take drafts by their own rules', async () => {
    const { post } = await twoSites();
    const draft = (site: string, more: Partial<Draft> = {}) => post({ site, ...more }, from(`https://${site}.example`));
    expect((await draft('blog', { author: { name: 'Ada' } })).status).toBe(202);
    const refused = await draft('shop', { author: { name: 'Ada' }, rating: 3 });
    expect([refused.status, refused.body.fields]).toEqual([422, { 'author.email': 'Enter your e-mail address.' }]);
    expect((await draft('shop')).body.fields).toEqual({ rating: 'Choose a rating.' });
    expect((await draft('shop', { rating: 3 })).status).toBe(201);
  });

  test('are told apart: a request by thread that names none is refused, and one that names another', async () => {
    const { call, get, post } = await twoSites();
    const options = from(blog, aToken());
    for (const { status, body } of [
      await get('/comments?thread=x'),
      await get('/comments?thread=x&site=other'),
      await get('/ratings?thread=x'),
      await get('/counts?thread=x'),
      await call('GET', '/mine?thread=x', undefined, options),
      await post({}, options),
      await post({ site: 'other' }, options),
      await call('PUT', '/ratings', { thread: { id: 'x' }, value: 3 }, options),
      await call('POST', '/preview', { body: 'x' }, options),
      await call('GET', '/challenge', undefined, options),
    ]) {
      expect([status, Object.keys(body.fields ?? {})]).toEqual([422, ['site']]);
    }
  });

  test('do not take what a page of another site writes, or asks of its visitor', async () => {
    const { call, post, write } = await twoSites();
    const { id } = await write('x', { site: 'shop', rating: 3 });
    const options = from(blog, aToken());
    for (const answer of [
      await post({ site: 'shop', rating: 3 }, options),
      await call('PUT', `/comments/${id}/vote`, { value: 1 }, options),
      await call('POST', `/comments/${id}/report`, {}, options),
      await call('PATCH', `/comments/${id}`, { body: 'y' }, options),
      await call('DELETE', `/comments/${id}`, undefined, options),
      await call('PUT', '/ratings', { site: 'shop', thread: { id: 'x' }, value: 3 }, options),
      await call('GET', '/mine?thread=x&site=shop', undefined, options),
      await call('POST', '/preview?site=shop', { body: 'x' }, options),
      await call('GET', '/challenge?site=shop', undefined, options),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
      // The page may read why.
      expect(answer.headers.get('access-control-allow-origin')).toBe(blog);
    }
  });

  test('change the tag of their own pages alone by their settings', async () => {
    const { get, with: other } = await twoSites();
    const tag = async (fixture: { get: typeof get }, site: string) =>
      (await fixture.get(`/comments?thread=x&site=${site}`)).headers.get('etag');
    const later = other({
      sites: { blog: { origins: [blog], moderation: 'all', fields: { email: 'hidden' } }, shop: { votes: false } },
    });
    expect(await tag(later, 'blog')).toBe(await tag({ get }, 'blog'));
    expect(await tag(later, 'shop')).not.toBe(await tag({ get }, 'shop'));
  });
});

describe('a base path', () => {
  test('arrives with the request, or was taken off by the proxy', async () => {
    const { call, handler, write } = await createFixture({
      basePath: '/comments',
      fallback: (request) => new Response(new URL(request.url).pathname),
    });
    await write('Hello');
    for (const path of ['/comments/api/v1/comments?thread=a+thread', '/api/v1/comments?thread=a+thread']) {
      expect((await call('GET', `http://comments.example${path}`)).body.total).toBe(1);
    }
    expect((await call('GET', 'http://comments.example/comments/healthz')).status).toBe(200);
    expect((await call('GET', 'http://comments.example/comments-elsewhere/healthz')).body).toBe(
      '/comments-elsewhere/healthz',
    );
    const served = async (path: string) => (await handler(new Request(`http://comments.example${path}`))).text();
    expect(await served('/comments/page.html')).toBe('/page.html');
    expect(await served('/page.html')).toBe('/page.html');
    expect(await served('/comments')).toBe('/');
  });

  test('is that of the public address where no other is said', async () => {
    const { call } = await createFixture({ publicUrl: 'https://example.org/talk/' });
    expect((await call('GET', 'http://inner:8787/talk/healthz')).status).toBe(200);
  });

  test('and pages of the public address write, whatever host the proxy passes on', async () => {
    const { handler } = await createFixture({ publicUrl: 'https://example.org/talk' });
    const ask = async (origin: string) =>
      (
        await handler(
          new Request('http://inner:8787/talk/api/v1/preview', {
            method: 'POST',
            headers: { Origin: origin },
            body: '{"body":"x"}',
          }),
        )
      ).status;
    expect(await ask('https://example.org')).toBe(200);
    expect(await ask('https://example.com')).toBe(403);
  });
});
