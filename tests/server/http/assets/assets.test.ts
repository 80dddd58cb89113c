import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { folderAssets } from '../../../../server/src/http/assets/folder-assets.js';
import { base, createFixture, temporaryFolder } from '../../support/fixture.js';

const script = `console.log(${JSON.stringify('starling '.repeat(200))});`;

const withWidget = async () => {
  const widget = await temporaryFolder();
  await mkdir(join(widget, 'chunks'));
  await writeFile(join(widget, 'starling.js'), script);
  await writeFile(join(widget, 'starling.classic.js'), script);
  await mkdir(join(widget, 'themes'));
  await writeFile(join(widget, 'themes', 'sepia.css'), 'starling-comments {}');
  await writeFile(join(widget, 'chunks/form-1a2b3c4d.js'), script);
  await writeFile(join(widget, 'index.js'), script);
  await writeFile(join(widget, '..secret.js'), script);
  const fixture = await createFixture({ widget });
  const get = (path: string, headers = {}) => fixture.handler(new Request(base + path, { headers }));
  return { widget, getAsset: get };
};

describe('the widget', () => {
  test.each(['/starling.js', '/starling.classic.js', '/chunks/form-1a2b3c4d.js'])(
    'is served at %s to pages of any origin',
    async (path) => {
      const { getAsset } = await withWidget();
      const { status, headers, body } = await getAsset(path, { Origin: 'https://any.example' });
      expect(status).toBe(200);
      expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(await new Response(body).text()).toBe(script);
    },
  );

  test('has themes beside it', async () => {
    const { getAsset } = await withWidget();
    const { status, headers, body } = await getAsset('/themes/sepia.css', { Origin: 'https://any.example' });
    expect([status, headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(await new Response(body).text()).toBe('starling-comments {}');
    expect((await getAsset('/themes/../index.js')).status).toBe(404);
    expect((await getAsset('/themes/none.css')).status).toBe(404);
  });

  test.each([
    ['/starling.js', 'no-cache'],
    ['/starling.classic.js', 'public, max-age=300, stale-while-revalidate=86400'],
    ['/chunks/form-1a2b3c4d.js', 'public, max-age=31536000, immutable'],
  ])('has a strong tag at %s, and is kept for as long as its name allows', async (path, cacheControl) => {
    const { headers } = await (await withWidget()).getAsset(path);
    expect(headers.get('cache-control')).toBe(cacheControl);
    expect(headers.get('etag')).toMatch(/^"/);
  });

  test.each([
    ['br', (content: Buffer) => brotliDecompressSync(content)],
    ['gzip', (content: Buffer) => gunzipSync(content)],
  ])('comes compressed by %s where that is accepted', async (coding, decompress) => {
    const { getAsset } = await withWidget();
    const response = await getAsset('/starling.js', { 'Accept-Encoding': `deflate, ${coding};q=0.5` });
    expect(response.headers.get('content-encoding')).toBe(coding);
    expect(response.headers.get('vary')).toBe('Accept-Encoding');
    const content = Buffer.from(await response.arrayBuffer());
    expect(content.byteLength).toBeLessThan(script.length / 4);
    expect(decompress(content).toString()).toBe(script);
    const plain = await getAsset('/starling.js', { 'Accept-Encoding': `${coding};q=0` });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(plain.headers.get('etag')).not.toBe(response.headers.get('etag'));
  });

  test('is asked for again by its tag, which changes when it does', async () => {
    const { getAsset, widget } = await withWidget();
    const tag = (await getAsset('/starling.js')).headers.get('etag')!;
    expect((await getAsset('/starling.js', { 'If-None-Match': tag })).status).toBe(304);
    await writeFile(join(widget, 'starling.js'), 'another()');
    await utimes(join(widget, 'starling.js'), new Date(), new Date(Date.now() + 5000));
    const changed = await getAsset('/starling.js', { 'If-None-Match': tag });
    expect([changed.status, await changed.text()]).toEqual([200, 'another()']);
  });

  test.each([
    '/index.js',
    '/chunks/',
    '/chunks/../index.js',
    '/chunks/..%2findex.js',
    '/..secret.js',
    '/chunks/none-00000000.js',
    '/%00',
    '/%ff',
  ])('has nothing else to give: %s', async (path) => {
    const { getAsset } = await withWidget();
    const { status, headers } = await getAsset(path);
    expect([status, headers.get('content-type')]).toEqual([404, 'application/problem+json']);
  });
});

test('pages of the owner’s come after everything else, and never instead of the API', async () => {
  const pages = await temporaryFolder();
  await writeFile(join(pages, 'index.html'), '<h1>Hello</h1>');
  const fallback = folderAssets(pages, { cacheControl: () => 'no-cache', anyOrigin: false });
  const { call, handler } = await createFixture({ fallback });
  const page = await handler(new Request(`${base}/`));
  expect([page.status, page.headers.get('content-type'), await page.text()]).toEqual([
    200,
    'text/html; charset=utf-8',
    '<h1>Hello</h1>',
  ]);
  expect(page.headers.get('access-control-allow-origin')).toBeNull();
  expect((await call('GET', '/nothing')).status).toBe(404);
  expect((await handler(new Request(`${base}/nothing`))).status).toBe(404);
});
