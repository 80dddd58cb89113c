import { fixture } from '@open-wc/testing';
import { html, type TemplateResult } from 'lit';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Backend } from '../../../src/backend.js';
import '../../../src/bundle.js';
import { catalogue } from '../../../src/catalogue.js';
import { toStarlingError } from '../../../src/errors.js';
import { tellMistake } from '../../../src/elements/base/later/author-mistakes.js';
import { newReader } from '../../support/comment-form.js';
import { backendWith, find, roots, textOf, until } from '../../support/elements.js';

let told: string[];
beforeEach(() => {
  newReader();
  told = [];
  vi.spyOn(console, 'warn').mockImplementation((text: string) => void told.push(text));
});
afterEach(() => vi.restoreAllMocks());

let threads = 0;
/** What the console says of a page, as soon as it says anything; each test its own mistake, as each is told once. */
const warningsOf = async (page: TemplateResult, timeout = 3000): Promise<string[]> => {
  await fixture(page);
  await vi.waitUntil(() => told.length, { timeout }).catch(() => undefined);
  return told.filter((text) => text.startsWith('Starling'));
};
const one = async (page: TemplateResult): Promise<string> => {
  const warnings = await warningsOf(page, 10_000);
  expect(warnings).toHaveLength(1);
  return warnings[0]!;
};
const backend = () => backendWith(roots(2));
const thread = () => `mistakes-${++threads}`;

describe('a mistake of the page’s author is told on the console, with the attribute and what to write instead', () => {
  test('no backend', async () => {
    expect(await one(html`<starling-comments></starling-comments>`)).toMatch(/server="https:\/\/.*or backend="…"/);
  });

  test('an unknown backend, with all that there are', async () => {
    const warning = await one(html`<starling-comments backend="discuss"></starling-comments>`);
    expect(warning).toContain('backend="discuss"');
    for (const name of ['starling', 'memory', 'local-storage', ...Object.keys(catalogue.backends)])
      expect(warning).toContain(name);
  });

  test('options that are not JSON', async () => {
    const page = html`<starling-comment-list backend="memory" backend-options="{hold: 1}"></starling-comment-list>`;
    expect(await one(page)).toMatch(/backend-options='\{hold: 1\}'.*not JSON.*\{"timeout": 5000\}/);
  });

  test('an option of an adapter', async () => {
    const page = html`<starling-comments
      backend="memory"
      backend-options='{"moderation": "some"}'
      thread="x"
    ></starling-comments>`;
    expect(await one(page)).toMatch(/backend="memory": moderation/);
  });

  test('a captcha that nobody registered, before a reader comes to it', async () => {
    const page = html`<starling-comments
      .backend=${backend()}
      thread=${thread()}
      captcha="altsha"
    ></starling-comments>`;
    const warning = await one(page);
    expect(warning).toContain('captcha="altsha"');
    for (const name of ['altcha', ...Object.keys(catalogue.captchas)]) expect(warning).toContain(name);
  });

  test('ALTCHA on a page without HTTPS', () => {
    const element = document.createElement('starling-comment-form');
    const message = 'captcha="altcha" needs a secure context: serve the page over HTTPS';
    tellMistake(element, Object.assign(toStarlingError(message, 'misconfigured'), { message }));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('HTTPS');
  });

  test('an answer of the wrong shape', async () => {
    const broken: Backend = { ...backend(), name: 'mine', list: async () => ({ items: [] }) as never };
    const page = html`<starling-comments .backend=${broken} thread=${thread()}></starling-comments>`;
    expect(await one(page)).toMatch(/wrong shape from backend="mine".*starling-comments\/contract/);
  });

  test('an order that there is none, which is shown by the default', async () => {
    const list = html`<starling-comment-list
      .backend=${backend()}
      thread=${thread()}
      sort="foo"
    ></starling-comment-list>`;
    expect(await one(list)).toMatch(/sort="foo": write sort="newest" or sort="oldest"/);
    await until(() => textOf(document.body).includes('2 comments'));
    expect(find<HTMLSelectElement>(document.body, 'select')!.value).toBe('newest');
  });

  test('an order that this backend does not have', async () => {
    const plain: Backend = { ...backend(), sorts: ['oldest'] };
    const page = html`<starling-comments .backend=${plain} thread=${thread()} sort="helpful"></starling-comments>`;
    expect(await one(page)).toMatch(/sort="helpful": write sort="oldest"\./);
  });

  test.each([
    [
      html`<starling-comment-list .backend=${backend()} thread="p1" page-size="1000"></starling-comment-list>`,
      'page-size="1000": write a number, 1 to 100',
    ],
    [
      html`<starling-comment-list .backend=${backend()} thread="p2" page-size="many"></starling-comment-list>`,
      'page-size="many": write a number, 1 to 100',
    ],
    [
      html`<starling-comments .backend=${backend()} thread="p3" heading-level="9"></starling-comments>`,
      'heading-level="9": write a number, 1 to 6',
    ],
    [
      html`<starling-comments .backend=${backend()} thread="p4" rating="on"></starling-comments>`,
      'rating="on": write rating="off" or rating="optional" or rating="required"',
    ],
    [
      html`<starling-comments .backend=${backend()} thread="p5" theme="black"></starling-comments>`,
      'theme="black": write theme="auto" or theme="light" or theme="dark"',
    ],
    [
      html`<starling-comments .backend=${backend()} thread="p6" pagesize="5"></starling-comments>`,
      'pagesize: write page-size="5"',
    ],
    [
      html`<starling-comments .backend=${backend()} data-thread="p7"></starling-comments>`,
      'data-thread: write thread="p7"',
    ],
  ])('attributes out of range or misspelt: %#', async (page, text) => {
    expect(await one(page)).toContain(text);
  });

  test('each once', async () => {
    const page = () =>
      html`<starling-comments .backend=${backend()} thread=${thread()} feedback="some"></starling-comments>`;
    await one(page());
    told = [];
    await fixture(page());
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(told).toEqual([]);
  });
});

test('of a page that is right nothing is told, and no words of mistakes are loaded', async () => {
  const before = performance.getEntriesByType('resource').length;
  const page = html`<starling-comments
    .backend=${backend()}
    thread=${thread()}
    sort="oldest"
    page-size="10"
    rating="optional"
    theme="dark"
    heading-level="3"
    captcha-placement="slot"
    loading="lazy"
    data-testid="mine"
  ></starling-comments>`;
  await fixture(page);
  await new Promise((resolve) => setTimeout(resolve, 800));
  expect(told).toEqual([]);
  expect(
    performance
      .getEntriesByType('resource')
      .slice(before)
      .filter(({ name }) => /author-mistakes/.test(name)),
  ).toEqual([]);
});
