import { expect, fixtureCleanup } from '@open-wc/testing';
import { afterEach, beforeEach, describe, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../../src/define.js';
import { backendWith, button, find, until } from '../../support/elements.js';
import { commentOf, listOver, reach } from '../../support/comment-list.js';

beforeEach(() => localStorage.clear());
// A list that stays keeps its drafts.
afterEach(fixtureCleanup);

let threads = 0;

/** A list with one comment of this HTML. */
async function listWith(html: string) {
  const backend = backendWith([{ id: 'a', author: { name: 'Ann' }, body: 'x' }]);
  const { list: load } = backend;
  Object.assign(backend, {
    list: async (query: Parameters<typeof load>[0]) => {
      const page = await load(query);
      return { ...page, comments: page.comments.map((comment) => ({ ...comment, html })) };
    },
  });
  const list = await listOver(backend, { thread: `quote-${threads++}` });
  await reach(list);
  return list;
}

function select(list: Element, from: string, to: string): void {
  const body = find(commentOf(list, 'a'), '.body')!;
  const [start, end] = [from, to].map((selector) => body.querySelector(selector)!);
  document.getSelection()!.setBaseAndExtent(start!, 0, end!, end!.childNodes.length);
}

const field = (list: Element) => {
  const form = find(list, '.panel starling-comment-form');
  return form && find<HTMLTextAreaElement>(form, 'textarea');
};

describe('what is selected in a comment', () => {
  test('is quoted by Reply, paragraph for paragraph, and kept with the draft', async () => {
    const list = await listWith('<p>First <em>words</em>.</p><p>Second.</p><p>Third.</p>');
    select(list, 'p', 'p:nth-of-type(2)');
    await userEvent.click(button(list, 'Reply')!);
    await until(() => field(list)?.value === '> First words.\n>\n> Second.\n\n');
    expect(field(list)!.selectionStart).to.equal(field(list)!.value.length);
    await until(() => Object.entries(localStorage).some(([, value]) => value.includes('Second.')));
  });

  test('is quoted by keyboard, above what was written already', async () => {
    const list = await listWith('<p>Words.</p><pre><code>let a;\n  let b;</code></pre>');
    button(list, 'Reply')!.click();
    await until(() => field(list));
    field(list)!.focus();
    await userEvent.keyboard('Mine');
    button(list, 'Reply')!.focus();
    select(list, 'code', 'code');
    await userEvent.keyboard('{Enter}');
    await until(() => field(list)!.value.startsWith('>'));
    expect(field(list)!.value).to.equal('> let a;\n>   let b;\n\nMine');
  });

  test('elsewhere, or nothing, is no quote', async () => {
    const list = await listWith('<p>Words.</p>');
    document.getSelection()!.removeAllRanges();
    await userEvent.click(button(list, 'Reply')!);
    await until(() => field(list));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(field(list)!.value).to.equal('');
  });
});
