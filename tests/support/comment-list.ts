import { fixture, html } from '@open-wc/testing';
import type { Backend } from '../../src/backend.js';
import type { StarlingCommentList } from '../../src/elements/comment-list/comment-list.js';
import { find, findAll, until } from './elements.js';

/** A list over a backend, once its first page is drawn. */
export async function listOver(
  backend: Backend,
  attributes: Record<string, string> = {},
): Promise<StarlingCommentList> {
  const list = document.createElement('starling-comment-list');
  Object.assign(list, { backend, thread: 't' });
  for (const [name, value] of Object.entries(attributes)) list.setAttribute(name, value);
  const element = await fixture<StarlingCommentList>(html`${list}`);
  await until(() => element.store?.status === 'complete');
  await element.updateComplete;
  return element;
}

/** Who wrote what is shown, from the top. */
export const names = (list: Element): string[] =>
  findAll(list, '[part=author]').map((author) => author.textContent!.trim());

export const itemOf = (list: Element, id: string): HTMLElement => find(list, `#comment-${id}`)!;
export const commentOf = (list: Element, id: string): HTMLElementTagNameMap['starling-comment'] =>
  itemOf(list, id).querySelector('starling-comment')!;

/** Comes to a list as a reader does, and waits for what is there for those who have. */
export async function reach(list: StarlingCommentList): Promise<void> {
  const isReached = () => find(list, '.branch');
  for (let tries = 0; !isReached() && tries < 100; tries++) {
    find(list, 'li')!.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, composed: true }));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await until(isReached);
}

/** A draft for the thread of these lists. */
export const draft = (body: string) => ({
  thread: { id: 't' },
  author: { name: 'Me', email: 'me@example.org' },
  body,
});
