import { userEvent } from 'vitest/browser';
import type { StarlingComments } from '../../src/elements/comments/comments.js';
import type { SeedComment } from '../../src/backends/memory/index.js';
import { button, backendWith, find, findAll, until } from './elements.js';
import { newThread, type as typeInto } from './comment-form.js';

const code = '<p>As in <a href="https://example.org/">this</a>:</p><pre><code>flock();</code></pre>';
const seeds: SeedComment[] = [
  { id: 'a', author: { name: 'Ann', badge: 'owner' }, html: code, rating: 4, votes: { up: 2, down: 0 } },
  { id: 'b', parent: 'a', author: { name: 'Bob' }, body: 'An answer' },
];

/**
 * The whole, as a reader has it who has done everything at once: posted a comment, begun another, sent an answer of
 * which nothing was filled in, and come to the list.
 */
export async function openWhole(): Promise<StarlingComments> {
  const element = document.createElement('starling-comments');
  Object.assign(element, { backend: backendWith(seeds), thread: newThread() });
  document.body.append(element);
  await until(() => find(element, 'article'));
  const form = find(element, 'starling-comment-form')!;
  const body = find<HTMLTextAreaElement>(form, '#body')!;
  await typeInto(form, 'email', 'ada@example.org');
  await typeInto(form, 'name', 'Ada');
  await typeInto(form, 'body', 'A comment of my own');
  button(form, 'Post comment')!.click();
  await until(() => button(element, 'Edit'));

  for (let tries = 0; !button(element, 'Copy link') && tries < 100; tries++) {
    find(element, 'li')!.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, composed: true }));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await until(() => button(element, 'Copy') && button(element, /^Hide/));
  await until(() => findAll(element, 'button[name=reply]').length === 3);
  findAll<HTMLButtonElement>(element, 'button[name=reply]').at(-1)!.click();
  await until(() => find(element, '.panel starling-comment-form'));
  const panel = find(element, '.panel starling-comment-form')!;
  await until(() => button(panel, 'Cancel'));
  button(panel, 'Post comment')!.click();
  await until(() => find(panel, '.wrong'));

  find<HTMLInputElement>(form, 'input[type=radio][value="4"]')!.click();
  await typeInto(form, 'body', 'Another one');
  await userEvent.tab();
  await until(() => find(form, '.good') && button(form, 'Preview') && button(form, 'Clear'));
  await until(() => body.value === 'Another one');
  return element;
}
