import { expect, fixtureCleanup } from '@open-wc/testing';
import { afterEach, describe, test } from 'vitest';
import type { SeedComment } from '../../../src/backends/memory/index.js';
import '../../../src/define.js';
import { newThread } from '../../support/comment-form.js';
import { backendWith, button, find, findAll, until } from '../../support/elements.js';

afterEach(() => {
  fixtureCleanup();
  document.querySelectorAll('starling-comments').forEach((each) => each.remove());
  document.documentElement.dir = '';
});

async function open(comments: SeedComment[], properties: object = {}): Promise<HTMLElement> {
  const element = document.createElement('starling-comments');
  Object.assign(element, { backend: backendWith(comments), thread: newThread() }, properties);
  document.body.append(element);
  await until(() => findAll(element, '.body').length === comments.length);
  return element;
}

const seed = (id: string, name: string, more: Partial<SeedComment> = {}): SeedComment => ({
  ...{ id, author: { name }, body: 'Words', createdAt: new Date().toISOString() },
  ...more,
});

describe('the letter of an avatar', () => {
  test.each([
    ['ada', 'A'],
    ['  élise', 'É'],
    ['e\u0301lise', 'E\u0301'],
    ['🇳🇴 Nora', '🇳🇴'],
    ['👩‍🚀 Sally', '👩‍🚀'],
    ['👍🏽', '👍🏽'],
    ['👨‍👩‍👧 Family', '👨‍👩‍👧'],
    [
      '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F} Isla',
      '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}',
    ],
    ['1\uFE0F\u20E3st', '1\uFE0F\u20E3'],
    ['𝒜da', '𝒜'],
    ['анна', 'А'],
    ['நிலா', 'நி'],
    ['प्रिया', 'प्रि'],
    ['กุ้ง', 'กุ้'],
    ['سارا', 'س'],
    ['한국', '한'],
    ['한국'.normalize('NFD'), '한'.normalize('NFD')],
    ['王', '王'],
    ['x', 'X'],
    // After what is invisible, and marks without a letter.
    ['\u200Bada', 'A'],
    ['\u200F\u2066\u00AD élise', 'É'],
    ['\u0301\u0300bea', 'B'],
    ['\u3164王', '王'],
    ['\uFE0F🇳🇴 Nora', '🇳🇴'],
    ['\u202E(mal)', '('],
  ])('of "%s" is %s, whole', async (name, letter) => {
    const element = await open([seed('c1', name)]);
    expect(find(element, '.avatar')!.textContent).to.equal(letter);
  });
});

test('a long name widens nothing at 320 px, wherever it stands', async () => {
  const name = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(2).slice(0, 80);
  const element = await open(
    [seed('c1', name), seed('c2', name, { parent: 'c1' }), seed('c3', name, { parent: 'c2' })],
    {
      maxDepth: 0,
      locale: 'en',
    },
  );
  element.style.width = '320px';
  button(element, 'Reply')!.click();
  await until(() => find(element, '.panel starling-comment-form')?.shadowRoot?.querySelector('.heading'));
  await until(() => find(element, '.reply .heading')?.textContent!.includes(name));
  const { right } = element.getBoundingClientRect();
  const wide = findAll(element, '*').filter((each) => {
    const box = each.getBoundingClientRect();
    return box.width && box.right > right + 1 && !each.matches('.unseen, .unseen *');
  });
  expect(wide.map((each) => each.outerHTML.slice(0, 80))).to.eql([]);
  expect(element.scrollWidth).to.be.at.most(320);
});

test('words that run the other way than the page are indented on the page’s side', async () => {
  document.documentElement.dir = 'rtl';
  const element = await open([seed('c1', 'ada'), seed('c2', 'נועה', { body: 'שלום' })]);
  for (const body of findAll(element, '.body')) {
    const words = body.querySelector('p')!.getBoundingClientRect();
    const avatar = body.parentElement!.querySelector('.avatar')!.getBoundingClientRect();
    expect(words.right).to.be.below(avatar.left);
    expect(words.left).to.equal(body.closest('article')!.getBoundingClientRect().left);
  }
});
