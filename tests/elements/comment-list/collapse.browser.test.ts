import { expect, fixtureCleanup } from '@open-wc/testing';
import { afterEach, beforeEach, describe, test } from 'vitest';
import { cdp, userEvent } from 'vitest/browser';
import '../../../src/define.js';
import type { StarlingCommentList } from '../../../src/elements/comment-list/comment-list.js';
import { backendWith, button, find, findAll, until } from '../../support/elements.js';
import { commentOf, itemOf, listOver, reach } from '../../support/comment-list.js';

const calm = (value: string) =>
  cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-reduced-motion', value }] });

beforeEach(() => localStorage.clear());
afterEach(async () => {
  // Each list of a page follows its address, and takes the focus.
  fixtureCleanup();
  history.replaceState(null, '', location.pathname + location.search);
  await calm('no-preference');
});

const at = (minute: number) => new Date(Date.now() - (60 - minute) * 60_000).toISOString();

/** Ann, answered by Bob, answered by Cy, and by Dee; and Eve. */
async function branched(): Promise<StarlingCommentList> {
  const list = await listOver(
    backendWith([
      { id: 'e', author: { name: 'Eve' }, body: '5', createdAt: at(1) },
      { id: 'a', author: { name: 'Ann' }, body: '1', createdAt: at(2) },
      { id: 'b', author: { name: 'Bob' }, body: '2', parent: 'a', createdAt: at(3) },
      { id: 'c', author: { name: 'Cy' }, body: '3', parent: 'b', createdAt: at(4) },
      { id: 'd', author: { name: 'Dee' }, body: '4', parent: 'a', createdAt: at(5) },
    ]),
  );
  await reach(list);
  await until(() => toggle(list, 'a'));
  return list;
}

const toggle = (list: Element, id: string) =>
  find<HTMLButtonElement>(commentOf(list, id), '.branch button[aria-expanded]');
const words = (list: Element, id: string) => find(toggle(list, id)!, 'span:last-child')!.textContent;
const shown = (list: Element) =>
  findAll(list, 'li')
    .filter((item) => item.getBoundingClientRect().height > 0)
    .map(({ id }) => id.replace('comment-', ''));

describe('a branch', () => {
  test('collapses and opens by a button that says what it does, by pointer', async () => {
    const list = await branched();
    expect(shown(list)).to.eql(['a', 'b', 'c', 'd', 'e']);
    expect([words(list, 'a'), words(list, 'b'), toggle(list, 'e')]).to.eql([
      'Hide 3 replies',
      'Hide 1 reply',
      undefined,
    ]);
    await expect(list).to.be.accessible();
    await userEvent.click(toggle(list, 'a')!);
    await until(() => shown(list).join('') === 'ae');
    expect([toggle(list, 'a')!.ariaExpanded, words(list, 'a')]).to.eql(['false', 'Show 3 replies']);
    await expect(list).to.be.accessible();
    await userEvent.click(toggle(list, 'a')!);
    await until(() => shown(list).join('') === 'abcde');
    expect(toggle(list, 'a')!.ariaExpanded).to.equal('true');
  });

  test('collapses by keyboard, the focus staying on the button', async () => {
    const list = await branched();
    toggle(list, 'b')!.focus();
    await userEvent.keyboard('{Enter}');
    await until(() => shown(list).join('') === 'abde');
    expect(commentOf(list, 'b').shadowRoot!.activeElement).to.equal(toggle(list, 'b'));
    await userEvent.keyboard(' ');
    await until(() => shown(list).join('') === 'abcde');
  });

  test('that is collapsed inside another stays so as that one opens', async () => {
    const list = await branched();
    toggle(list, 'b')!.click();
    await until(() => shown(list).join('') === 'abde');
    toggle(list, 'a')!.click();
    await until(() => shown(list).join('') === 'ae');
    toggle(list, 'a')!.click();
    await until(() => shown(list).join('') === 'abde');
  });

  test('folds within 150 ms, and at once for those who want less motion', async () => {
    await calm('no-preference');
    const list = await branched();
    // What nobody sees is not moved.
    itemOf(list, 'a').scrollIntoView();
    const running = () =>
      itemOf(list, 'b')
        .getAnimations()
        .map(({ effect }) => effect!.getTiming().duration);
    toggle(list, 'a')!.click();
    expect(running()).to.eql([150]);
    // Its height is 0 a moment before it is out of the way.
    await until(() => itemOf(list, 'b').hasAttribute('hidden'));
    await calm('reduce');
    toggle(list, 'a')!.click();
    expect(running()).to.eql([]);
    await until(() => shown(list).join('') === 'abcde');
  });

  test('is opened by a permalink into it', async () => {
    const list = await branched();
    toggle(list, 'b')!.click();
    toggle(list, 'a')!.click();
    await until(() => shown(list).join('') === 'ae');
    location.hash = '#comment-c';
    await until(() => list.shadowRoot!.activeElement?.id === 'comment-c');
    expect(shown(list)).to.eql(['a', 'b', 'c', 'd', 'e']);
    expect(toggle(list, 'a')!.ariaExpanded).to.equal('true');
  });

  test('is opened by the browser’s search, and by an answer', async () => {
    const list = await branched();
    toggle(list, 'a')!.click();
    await until(() => itemOf(list, 'c').getAttribute('hidden') === 'until-found');
    itemOf(list, 'c').dispatchEvent(new Event('beforematch', { bubbles: true }));
    await until(() => shown(list).join('') === 'abcde');
    toggle(list, 'a')!.click();
    await until(() => shown(list).join('') === 'ae');
    button(commentOf(list, 'a'), 'Reply')!.click();
    await until(() => shown(list).join('') === 'abcde');
  });

  test('moves nothing as its button comes', async () => {
    const list = await listOver(
      backendWith([
        { id: 'a', author: { name: 'Ann' }, body: '1', createdAt: at(2) },
        { id: 'b', author: { name: 'Bob' }, body: '2', parent: 'a', createdAt: at(3) },
      ]),
    );
    const before = itemOf(list, 'b').getBoundingClientRect().top;
    await reach(list);
    await until(() => toggle(list, 'a'));
    expect(itemOf(list, 'b').getBoundingClientRect().top).to.equal(before);
  });
});
