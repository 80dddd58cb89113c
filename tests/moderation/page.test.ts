import { beforeAll, describe, expect, test } from 'vitest';
import { createNodeHandler } from '../../server/src/cli/node-handler.js';
import { createFixture } from '../server/support/fixture.js';
import { builtCli } from '../server/support/process.js';

const from = (base: string) => async () => {
  const { store } = await createFixture();
  const handler = createNodeHandler({ store, secret: 'a secret of this test', publicUrl: `https://c.example${base}` });
  return (path: string, init?: RequestInit) => handler(new Request(`https://c.example${path}`, init));
};

// The page is built with the server.
beforeAll(() => builtCli(), 120_000);

describe.each(['', '/comments'])('the moderators’ page below "%s"', (base) => {
  const open = from(base);

  test('may be framed by nobody, and takes scripts and styles of its own alone', async () => {
    const get = await open();
    const { status, headers } = await get(`${base}/moderation`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = headers.get('content-security-policy')!;
    for (const part of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"])
      expect(policy).toContain(part);
    expect(policy).toMatch(/require-trusted-types-for 'script'; trusted-types lit-html starling$/);
    expect(policy).not.toMatch(/unsafe|http|\*/);
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  test('names its files so that they are found, and kept for good', async () => {
    const get = await open();
    const html = await (await get(`${base}/moderation`)).text();
    const names = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, name]) => name!);
    expect(names).toHaveLength(3);
    for (const name of names) {
      const url = new URL(name, `https://c.example${base}/moderation`);
      const { status, headers } = await get(url.pathname);
      expect([name, status]).toEqual([name, 200]);
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    }
  });

  test('is at one address, and nothing else is there', async () => {
    const get = await open();
    const { status, headers } = await get(`${base}/moderation/`);
    expect([status, new URL(headers.get('location')!, `https://c.example${base}/moderation/`).pathname]).toEqual([
      308,
      `${base}/moderation`,
    ]);
    for (const path of [
      '/moderation/index.html',
      '/moderation/../cli.js',
      '/moderation/%2e%2e/cli.js',
      '/moderation/x',
    ])
      expect([path, (await get(base + path)).status]).toEqual([path, 404]);
    expect((await get(`${base}/moderation`, { method: 'POST' })).status).toBe(404);
  });
});
