import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Demo, launchBrowser, startDemo } from '../support/demo.js';

let demo: Demo;
let browser: Browser;
beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(), launchBrowser()]);
});
afterAll(() => Promise.all([browser?.close(), demo?.stop()]));

async function open(): Promise<Page> {
  const context = await browser.newContext({ colorScheme: 'light', viewport: { width: 1300, height: 900 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: demo.url });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(`${demo.url}/themes.html`);
  await page.getByText('Go on a weekday').waitFor();
  await page.getByText('Every colour can be read').waitFor();
  return page;
}

/** Of what the widget draws: where each variable is seen. */
const lookOf = (page: Page) =>
  page.evaluate(() => {
    const find = (root: ParentNode, selector: string): Element | undefined => {
      for (const each of root.querySelectorAll('*')) {
        const found = each.matches(selector) ? each : each.shadowRoot && find(each.shadowRoot, selector);
        if (found) return found;
      }
      return undefined;
    };
    const style = (selector: string, property: string, pseudo?: string) =>
      getComputedStyle(find(document, selector)!, pseudo).getPropertyValue(property);
    return {
      accent: style('.primary', 'background-color'),
      'on-accent': style('.primary', 'color'),
      text: style('.body', 'color'),
      muted: style('.time', 'color'),
      background: style('#email', 'background-color'),
      surface: style('.all', 'background-color'),
      border: style('#email', 'border-top-color'),
      star: style('.rows i i', 'background-color'),
      'star-empty': style('fieldset .stars', 'background-color', '::before'),
      radius: style('#email', 'border-top-left-radius'),
      space: style('#title', 'margin-bottom'),
      'star-size': style('fieldset .stars', 'width'),
      'avatar-size': style('.avatar', 'width'),
      'font-size': style('.body', 'font-size'),
      'line-height': style('.body', 'line-height'),
    };
  });

/** As a person who moves the control: its value, and the events of it. */
const set = (page: Page, name: string, value: string) => page.locator(`.controls [name="${name}"]`).fill(value);
const css = (page: Page) => page.getByLabel('Your CSS').inputValue();
const warnings = (page: Page) => page.locator('.warnings li').allInnerTexts();

/** Each control, a value, and what it comes to. */
const controls: [name: keyof Awaited<ReturnType<typeof lookOf>>, value: string, line: string, seen: string][] = [
  ['accent', '#7a1fa2', '--starling-color-accent: #7a1fa2;', 'rgb(122, 31, 162)'],
  ['on-accent', '#fff8e1', '--starling-color-on-accent: #fff8e1;', 'rgb(255, 248, 225)'],
  ['text', '#0b2030', '--starling-color-text: #0b2030;', 'rgb(11, 32, 48)'],
  ['muted', '#4a5a66', '--starling-color-muted: #4a5a66;', 'rgb(74, 90, 102)'],
  ['background', '#fffdf5', '--starling-color-background: #fffdf5;', 'rgb(255, 253, 245)'],
  ['surface', '#f0ead8', '--starling-color-surface: #f0ead8;', 'rgb(240, 234, 216)'],
  ['border', '#666f7a', '--starling-color-border: #666f7a;', 'rgb(102, 111, 122)'],
  ['star', '#a04000', '--starling-color-star: #a04000;', 'rgb(160, 64, 0)'],
  ['star-empty', '#707070', '--starling-color-star-empty: #707070;', 'rgb(112, 112, 112)'],
  ['radius', '0.25', '--starling-radius: 0.25em;', '4px'],
  ['space', '2', '--starling-space: 2em;', '32px'],
  ['star-size', '2.5', '--starling-star-size: 2.5em;', '48px'],
  ['avatar-size', '3', '--starling-avatar-size: 3em;', '48px'],
  ['font-size', '1.25', '--starling-font-size: 1.25rem;', '20px'],
  ['line-height', '1.75', '--starling-line-height: 1.75;', '28px'],
];

describe('the page of themes', () => {
  test.each(controls)('shows %s as soon as it is changed, and has it in the CSS', async (name, value, line, seen) => {
    const page = await open();
    expect((await lookOf(page))[name]).not.toBe(seen);
    expect(await css(page)).not.toContain(line);
    await set(page, name, value);
    await expect.poll(async () => (await lookOf(page))[name]).toBe(seen);
    expect(await css(page)).toContain(line);
    await page.getByRole('button', { name: 'Start again' }).click();
    await expect.poll(async () => (await lookOf(page))[name]).not.toBe(seen);
    expect(await css(page)).not.toContain(line);
  });

  // #767676 has 4.54:1 on white, #777777 has 4.478:1.
  test('warns of text that has less than 4.5:1 on its ground, and no more once it has', async () => {
    const page = await open();
    await set(page, 'background', '#ffffff');
    await set(page, 'surface', '#ffffff');
    await set(page, 'muted', '#777777');
    await page.getByText('Hard to read:').waitFor();
    await expect
      .poll(() => warnings(page))
      .toEqual([
        'muted on background: 4.47, but at least 4.5 is wanted',
        'muted on surface: 4.47, but at least 4.5 is wanted',
      ]);
    await set(page, 'muted', '#767676');
    await page.getByText('Every colour can be read').waitFor();
    expect(await warnings(page)).toEqual([]);
  });

  // #949494 has 3.03:1 on white, #959595 has 2.995:1, which is not to be rounded up.
  test('warns of borders and stars below 3:1', async () => {
    const page = await open();
    await set(page, 'background', '#ffffff');
    await set(page, 'surface', '#ffffff');
    await set(page, 'star', '#959595');
    await expect
      .poll(() => warnings(page))
      .toEqual([
        'star on background: 2.99, but at least 3 is wanted',
        'star on surface: 2.99, but at least 3 is wanted',
      ]);
    await set(page, 'star', '#949494');
    await page.getByText('Every colour can be read').waitFor();
  });

  test('gives CSS that makes another page look the same, by copy and paste', async () => {
    const page = await open();
    await page.locator('.controls [name=theme]').selectOption('sepia');
    await expect.poll(async () => (await lookOf(page)).background).toBe('rgb(251, 244, 230)');
    for (const [name, value] of controls) await set(page, name, value);
    const colours = controls.filter(([, value]) => value.startsWith('#')).map(([name, , , seen]) => [name, seen]);
    // In ems of the new size.
    const sizes = { 'font-size': '20px', 'line-height': '35px', 'avatar-size': '60px', radius: '5px' };
    await expect.poll(() => lookOf(page)).toMatchObject({ ...Object.fromEntries(colours), ...sizes });
    const wanted = await lookOf(page);
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(await css(page));

    const other = await page.context().newPage();
    // As a bundler would find it.
    const pasted = copied.replace('starling-comments/themes/', '/themes/');
    expect(pasted).not.toBe(copied);
    const html = await page.locator('.preview starling-comments').evaluate((element) => {
      const copy = element.cloneNode() as Element;
      copy.removeAttribute('style');
      return copy.outerHTML;
    });
    await other.route(`${demo.url}/pasted`, (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><meta name="color-scheme" content="light"><style>${pasted}</style>
          <style>body { font: 16px/1.5 sans-serif } starling-comments { width: 900px }</style>
          <script type="module" src="/starling.js"></script>${html}`,
      }),
    );
    await other.goto(`${demo.url}/pasted`);
    await other.getByText('Go on a weekday').waitFor();
    await expect.poll(() => lookOf(other)).toEqual(wanted);
  });

  test('keeps a colour for the light and one for the dark', async () => {
    const page = await open();
    await set(page, 'accent', '#7a1fa2');
    await page.getByLabel('Light or dark').selectOption('dark');
    await expect.poll(async () => (await lookOf(page)).accent).not.toBe('rgb(122, 31, 162)');
    await set(page, 'accent', '#e1b3ff');
    await expect.poll(async () => (await lookOf(page)).accent).toBe('rgb(225, 179, 255)');
    expect(await css(page)).toContain('--starling-color-accent: light-dark(#7a1fa2, #e1b3ff);');
  });
});
