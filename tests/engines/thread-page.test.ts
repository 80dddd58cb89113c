import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededServer, type SeededServer } from '../support/seeded-server.js';
import { engineNames, engines } from './driver/engines.js';
import type { Engine } from './driver/tab.js';

describe.each(engineNames)('in %s', (name) => {
  let engine: Engine;
  let server: SeededServer;
  beforeAll(async () => {
    [engine, server] = await Promise.all([engines[name](), seededServer(3)]);
  });
  afterAll(() => Promise.all([engine?.close(), server?.stop()]));

  test('the page without scripts is styled, fits a phone, and its form is sent by Enter', async () => {
    const tab = await engine.open();
    await tab.resize(500, 800);
    await tab.goto(`${server.url}thread?thread=a+thread&theme=dark`);
    const seen = await tab.evaluate(() => ({
      ground: getComputedStyle(document.body).backgroundColor,
      overflow: document.documentElement.scrollWidth > innerWidth,
      comments: document.querySelectorAll('.starling-thread > ol > li').length,
    }));
    // The style is let through by its hash, and nothing else is.
    expect(seen).toEqual({ ground: 'rgb(22, 24, 31)', overflow: false, comments: 3 });
    await tab.evaluate(async () => {
      const field = (id: string) => document.getElementById(id) as HTMLInputElement;
      field('name').value = 'Ada';
      field('body').value = 'Without any script';
      field('email').value = 'ada@example.org';
      await new Promise((resolve) => setTimeout(resolve, 2100));
      field('email').focus();
    });
    await tab.press('Enter');
    // The page may go while it is asked.
    const said = () =>
      tab.evaluate(() => [document.querySelector('[role=status]')?.textContent, location.search]).catch(() => []);
    await expect
      .poll(said)
      .toEqual(['Thank you! Your comment waits for a moderator.', expect.stringContaining('posted=pending')]);
    await tab.close();
  });
});
