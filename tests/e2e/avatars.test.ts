import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { launchBrowser } from '../support/demo.js';
import { identityServer } from '../support/identity-server.js';
import { aSiteToken, secret } from '../server/support/identity-tokens.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

vi.setConfig({ testTimeout: 90_000 });

const pictures = 'https://pictures.example';

/** Two people who signed in, the one with a picture and the other with an address where none is, and a guest. */
const opened = async (attributes: string) => {
  const server = await identityServer({ settings: () => ({ identity: { sso: { secret } } }), attributes });
  const write = async (body: string, claims?: Record<string, string>) => {
    const headers = claims && { 'Starling-Identity': await aSiteToken(claims) };
    const author = claims ? {} : { name: 'Guest', email: 'guest@example.org' };
    const draft = { site: 'blog', thread: { id: 'a thread' }, author, body };
    expect((await server.call('POST', '/comments', draft, { headers })).status).toBe(201);
  };
  await write('With a picture', { sub: 'a', name: 'Ada', avatar: `${pictures}/a.png` });
  await write('With a broken one', { sub: 'b', name: 'Bea', avatar: `${pictures}/gone.png` });
  await write('As a guest');

  const context = await browser.newContext();
  onTestFinished(() => context.close());
  const asked: { path: string; referrer?: string }[] = [];
  await context.route(`${pictures}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    asked.push({ path: pathname, referrer: (await route.request().allHeaders())['referer'] });
    if (pathname === '/a.png') await route.fulfill({ contentType: 'image/svg+xml', body: picture });
    else await route.fulfill({ status: 404 });
  });
  const page = await context.newPage();
  await page.goto(server.url);
  await page.getByText('With a picture').waitFor();
  const avatarOf = (text: string) => page.locator('starling-comment', { hasText: text }).locator('.avatar');
  /** The picture's place, and what is below it, from where the comment begins: coming to it scrolls. */
  const shape = async () => {
    const comment = page.locator('starling-comment', { hasText: 'With a picture' });
    const { y } = (await comment.boundingBox())!;
    const boxes = await Promise.all(['.avatar', '.body'].map((part) => comment.locator(part).boundingBox()));
    return boxes.map((box) => ({ ...box, y: box!.y - y }));
  };
  const before = await shape();
  // As a reader comes to the list, so that all that is drawn later is there.
  const isReached = async () => {
    await page.mouse.move(1, 1);
    await page.getByText('With a picture').hover();
    return page.locator('starling-comment .branch').count();
  };
  await expect.poll(isReached, { timeout: 20_000 }).toBe(3);
  return { page, asked, avatarOf, shape, before };
};

const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="32"><rect width="64" height="32"/></svg>';

test('who signed in with a picture has it over the letter, at its place; nothing moves', async () => {
  const { asked, avatarOf, shape, before } = await opened('images="avatars"');
  const image = avatarOf('With a picture').locator('img.loaded');
  await image.waitFor();
  expect(await image.getAttribute('alt')).toBe('');
  const letter = (await avatarOf('With a picture').boundingBox())!;
  expect(await image.boundingBox()).toEqual(letter);
  expect(letter.width).toBe(letter.height);

  // No picture, no image: the letter is there.
  await expect.poll(() => asked.map(({ path }) => path).toSorted()).toEqual(['/a.png', '/gone.png']);
  await expect.poll(() => avatarOf('With a broken one').locator('img').count()).toBe(0);
  expect((await avatarOf('With a broken one').textContent())?.trim()).toBe('B');
  expect(await avatarOf('As a guest').locator('img').count()).toBe(0);
  expect(asked.map(({ referrer }) => referrer)).toEqual([undefined, undefined]);
  // As it stood before there were pictures.
  expect(await shape()).toEqual(before);
});

test('no picture is asked for where the page does not say so', async () => {
  const { page, asked, avatarOf } = await opened('');
  await page.waitForTimeout(500);
  expect(asked).toEqual([]);
  expect((await avatarOf('With a picture').textContent())?.trim()).toBe('A');
});
