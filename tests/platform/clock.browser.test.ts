import { fixture, html } from '@open-wc/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Backend } from '../../src/backend.js';
import { createHttp } from '../../src/backends/shared/http-json.js';
import '../../src/define.js';
import { learnTime, now } from '../../src/platform/clock.js';
import { backendFor, fill, newReader, newThread, send, status } from '../support/comment-form.js';
import { button, find, textOf, until } from '../support/elements.js';

const year = 365 * 86_400_000;
const iso = (time: number) => new Date(time).toISOString();
const realNow = Date.now;

/** A device whose clock is a year ahead of everybody else's. */
beforeEach(() => {
  newReader();
  vi.spyOn(Date, 'now').mockImplementation(() => realNow() + year);
});
afterEach(() => {
  vi.restoreAllMocks();
  learnTime(iso(Date.now()));
});

/** A backend whose server's clock is right. */
const honestBackend = (): Backend => {
  const backend = backendFor();
  const { submit } = backend;
  return Object.assign(backend, {
    submit: async (...draft: Parameters<typeof submit>) => ({ ...(await submit(...draft)), createdAt: iso(realNow()) }),
  });
};

describe('where the clock of the device is a year ahead', () => {
  test('one’s own comment is new, and can be edited, by the time of the answer', async () => {
    const element = await fixture<HTMLElement>(
      html`<starling-comments .backend=${honestBackend()} thread=${newThread()}></starling-comments>`,
    );
    const form = () => find(element, 'starling-comment-form')!;
    await until(() => textOf(element).includes('Leave the first review'));
    await fill(form());
    send(form());
    await until(() => status(form()));
    await until(() => find(element, 'time'));
    expect(find(element, 'time')!.textContent).toMatch(/^(now|\d seconds? ago)$/);
    await until(() => button(element, 'Edit'));
  });

  test('the Date of an answer counts, but not that of a file which a cache may have kept', async () => {
    const answer = () => new Response('{}', { headers: { date: new Date(realNow()).toUTCString() } });
    vi.spyOn(window, 'fetch').mockImplementation(async () => answer());
    await createHttp({ mayBeOld: true })('/thread.json');
    expect(Math.abs(now() - realNow() - year)).toBeLessThan(2000);
    await createHttp()('/comments');
    expect(Math.abs(now() - realNow())).toBeLessThan(2000);
  });

  test('an answer without Date, or with none that is one, changes nothing', () => {
    learnTime(iso(realNow()));
    learnTime(null);
    learnTime('yesterday');
    expect(Math.abs(now() - realNow())).toBeLessThan(2000);
  });
});

test('less than a minute is no fault of the clock', () => {
  learnTime(iso(Date.now() - 59_000));
  expect(now()).toBe(Date.now());
});
