import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { type Plugin, rollup } from 'rollup';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dropIn } from '../../scripts/drop-in.js';
import { launchBrowser } from '../support/demo.js';
import { type SeededServer, seededServer } from '../support/seeded-server.js';

const modules = fileURLToPath(new URL('../../dist', import.meta.url));

/** Marks what runs with the build's name, and gives chunks more to import from the entry, so that its names change. */
const release = (build: string): Plugin => ({
  name: 'release',
  transform: (code, id) => {
    if (!/\/dist\/(elements\/.*\/later\/|define\/)/.test(id)) return null;
    const shift = build === 'first' ? '' : `import { nothing as ${build} } from 'lit'; globalThis.kept = ${build};`;
    return { code: `${shift}(globalThis.builds ??= new Set()).add('${build}');${code}`, map: null };
  },
});

let folder: string;
let browser: Browser;
let server: SeededServer;

/** Builds a release over the one that the server serves, as an upgrade does. */
const build = async (name: string): Promise<string> => {
  const options = dropIn(join(modules, 'bundle.js'), folder, release(name));
  const bundle = await rollup({ ...options, treeshake: { moduleSideEffects: true } });
  await bundle.write(options.output);
  await bundle.close();
  return readFile(join(folder, 'starling.js'), 'utf8');
};

/** A page of a reader under Save-Data: nothing but the first view is loaded. `entry` is what the browser has cached. */
const open = async (entry?: string): Promise<Page> => {
  const page = await browser.newPage();
  await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }));
  if (entry !== undefined) {
    await page.route('**/starling.js', (route) => route.fulfill({ contentType: 'text/javascript', body: entry }));
  }
  await page.goto(server.url);
  await page.locator('starling-comment').first().waitFor();
  await page.locator('starling-comment-form textarea').waitFor();
  return page;
};

/** Everything that loads parts: the form, sending, and what can be done with a comment. */
const useAll = async (page: Page, body: string): Promise<void> => {
  await write(page, body);
  const own = page.locator('starling-comment').filter({ hasText: body });
  await own.first().waitFor();
  await own
    .first()
    .getByRole('button', { name: /^Reply / })
    .click();
  await page.locator('.panel').getByRole('button', { name: 'Cancel' }).click();
  await own.first().getByRole('button', { name: 'Edit' }).click();
  await page.locator('.panel textarea').fill(`${body}, edited`);
  await page.locator('.panel').getByRole('button', { name: 'Save' }).click();
  await page
    .locator('starling-comment')
    .filter({ hasText: `${body}, edited` })
    .first()
    .waitFor();
};

const write = async (page: Page, body: string): Promise<void> => {
  const form = page.locator('starling-comment-form').first();
  await form.locator('[name=email]').fill('ada@example.org');
  await form.locator('[name=name]').fill('Ada');
  await form.locator('textarea').fill(body);
  await form.locator('[part~=submit]').click();
};

const buildsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...(globalThis as { builds?: Set<string> }).builds!]);

/** The names under which an entry gives its chunks what they share. */
const sharedNames = (entry: string) => /export\{([^}]*)\};?\s*$/.exec(entry)![1];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'starling-upgrade-'));
  const [first] = await Promise.all([build('first'), launchBrowser().then((launched) => (browser = launched))]);
  server = await seededServer(3, undefined, ['--widget', folder]);
  entries = [first];
}, 300_000);
afterAll(async () => {
  await Promise.all([browser?.close(), server?.stop()]);
  await rm(folder, { recursive: true, force: true });
});
let entries: string[];

describe('a page that was opened before an upgrade', () => {
  test('goes on by the parts of its own build, and so does one whose cache has the old entry', async () => {
    const [first] = entries;
    const page = await open();
    const second = await build('second');
    expect(sharedNames(second)).not.toBe(sharedNames(first!));

    await useAll(page, 'From the open page');
    expect(await buildsOf(page)).toEqual(['first']);
    const cached = await open(first);
    await useAll(cached, 'From the cached entry');
    expect(await buildsOf(cached)).toEqual(['first']);
    const fresh = await open();
    await useAll(fresh, 'From the new build');
    expect(await buildsOf(fresh)).toEqual(['second']);
  }, 300_000);

  test('says so after two upgrades, and keeps what was typed', async () => {
    const page = await open();
    await build('third');
    await build('fourth');
    await write(page, 'Typed for long');
    await page.getByText('This page is out of date. Your text is kept. Reload.').first().waitFor();
    expect(await page.locator('starling-comment-form textarea').first().inputValue()).toBe('Typed for long');
    await page.reload();
    await page.locator('starling-comment').first().waitFor();
    expect(await page.locator('starling-comment-form textarea').first().inputValue()).toBe('Typed for long');
    expect(await buildsOf(page)).not.toContain('first');
  }, 300_000);
});
