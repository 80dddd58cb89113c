import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineNames, engines } from './driver/engines.js';
import type { Engine, Tab } from './driver/tab.js';
import { type FileServer, startFileServer } from './support/file-server.js';

const page = `<!doctype html>
<html lang="en" class="dark">
<meta charset="utf-8">
<style>html { font-size: 62.5% } body { font: 1.6rem/1.5 serif } .dark body { background: #111; color: #ddd }</style>
<script type="module" src="/dist/starling.js"></script>
<starling-comment-form server="/" thread="t"></starling-comment-form>`;

describe.each(engineNames)('in %s', (name) => {
  let engine: Engine;
  let server: FileServer;
  beforeAll(async () => {
    [engine, server] = await Promise.all([engines[name](), startFileServer(page, () => undefined)]);
  });
  afterAll(() => Promise.all([engine?.close(), server?.stop()]));

  /** Of the name's field: size, and whether it is dark; and the box, which WebKit paints white unless it is drawn here. */
  const seen = (tab: Tab) =>
    tab.evaluate(async () => {
      const root = () => document.querySelector('starling-comment-form')?.shadowRoot;
      while (!root()?.querySelector('#name')) await new Promise((resolve) => setTimeout(resolve, 10));
      const style = (selector: string) => getComputedStyle(root()!.querySelector(selector)!);
      // The box is drawn by what comes with the first focus.
      root()!.querySelector<HTMLElement>('#name')!.focus();
      const deadline = Date.now() + 10_000;
      while (style('[type=checkbox]').appearance !== 'none' && Date.now() < deadline)
        await new Promise((resolve) => setTimeout(resolve, 10));
      const isDark = (colour: string) => Number(/\d+/.exec(colour)![0]) < 128;
      const field = style('#name');
      return {
        size: field.fontSize,
        ground: isDark(field.backgroundColor),
        letters: isDark(field.color),
        box: isDark(style('[type=checkbox]').backgroundColor) && style('[type=checkbox]').appearance,
      };
    });

  test('a page that is dark by a class is followed, its type too, and when it switches', async () => {
    const tab = await engine.open();
    await tab.goto(server.url);
    expect(await seen(tab)).toEqual({ size: '16px', ground: true, letters: false, box: 'none' });
    await tab.evaluate(async () => {
      document.documentElement.className = '';
      await new Promise((resolve) => setTimeout(resolve, 300));
    });
    expect(await seen(tab)).toMatchObject({ ground: false, letters: true });
    await tab.close();
  });
});
