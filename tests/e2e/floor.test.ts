import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { buildFloor } from '../support/build-floor.js';
import { launchBrowser } from '../support/demo.js';
import { drawnTree } from '../support/drawn-tree.js';
import { fixturePage } from '../support/fixture-comments.js';
import { draw, framesOf, lastId, loadScript, openRenderPage, yearsAgo } from '../support/render-page.js';

let browser: Browser;

beforeAll(async () => {
  buildFloor();
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const drawn = async (kind: 'widget' | 'floor', count: number, frames?: Record<string, string>) => {
  const options = { kind, comments: fixturePage(count, yearsAgo()), frames };
  const page = await openRenderPage(browser, options);
  await loadScript(page, options);
  await draw(page, lastId(options.comments));
  // Texts that the widget loads late.
  await page.waitForLoadState('networkidle');
  const tree = await page.locator('starling-comments').evaluate(drawnTree);
  return { tree, frames: kind === 'widget' ? await framesOf(page) : undefined };
};

describe('the floor that drawing is measured against', () => {
  test.each([100, 1000])('draws what the widget draws of %i comments, in the same styles', async (count) => {
    const { tree: widget, frames } = await drawn('widget', count);
    const { tree: floor } = await drawn('floor', count, frames);
    expect(widget.lines.filter((line) => line.trim() === '<starling-comment>')).toHaveLength(count);
    expect(floor.lines).toEqual(widget.lines);
    expect(floor.elements).toBe(widget.elements);
    // What the widget adopts after its first view, such as the composer's styles, comes behind these.
    // A sheet that is empty at first (`states.ts`) is filled by then.
    for (const [name, sheets] of Object.entries(floor.styles)) {
      const first = widget.styles[name]?.slice(0, sheets.length).map((rules, at) => sheets[at] && rules);
      expect([name, sheets]).toEqual([name, first]);
    }
    expect(Object.keys(floor.styles)).toEqual(Object.keys(widget.styles));
  });
});
