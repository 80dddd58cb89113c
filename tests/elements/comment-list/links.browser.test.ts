import { expect, fixtureCleanup } from '@open-wc/testing';
import { afterEach, beforeEach, describe, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../../src/define.js';
import { backendWith, button, find, roots, until } from '../../support/elements.js';
import { commentOf, itemOf, listOver, reach } from '../../support/comment-list.js';

const { clipboard } = navigator;
beforeEach(() => localStorage.clear());
afterEach(() => {
  fixtureCleanup();
  history.replaceState(null, '', location.pathname + location.search);
  Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
});

/** What is put on the clipboard from now on; or the page may not. */
function watchClipboard(isAllowed: boolean): string[] {
  const written: string[] = [];
  const writeText = async (text: string) => {
    if (!isAllowed) throw new DOMException('', 'NotAllowedError');
    written.push(text);
  };
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
  return written;
}

const status = (list: Element) => find(list, '[role=status]')!.textContent!.trim();
const linkTo = (id: string) => `${location.href.split('#')[0]}#comment-${id}`;

describe('a permalink', () => {
  test('is copied by keyboard, which is said', async () => {
    const written = watchClipboard(true);
    const list = await listOver(backendWith(roots(2)));
    await reach(list);
    await until(() => button(commentOf(list, 'c1'), 'Copy link'));
    await expect(list).to.be.accessible();
    button(commentOf(list, 'c1'), 'Copy link')!.focus();
    await userEvent.keyboard('{Enter}');
    await until(() => status(list) === 'Link copied');
    expect(written).to.eql([linkTo('c1')]);
    expect(commentOf(list, 'c1').shadowRoot!.activeElement).to.equal(button(commentOf(list, 'c1'), 'Copy link'));
  });

  test('is copied by pointer where the page may not use the clipboard, the focus staying', async () => {
    watchClipboard(false);
    const list = await listOver(backendWith(roots(1)));
    await reach(list);
    await until(() => button(list, 'Copy link'));
    const copied: string[] = [];
    const listen = () => copied.push((document.activeElement as HTMLTextAreaElement).value);
    document.addEventListener('copy', listen);
    await userEvent.click(button(list, 'Copy link')!);
    await until(() => copied.length === 1);
    document.removeEventListener('copy', listen);
    expect(copied).to.eql([linkTo('c1')]);
    await until(() => [linkTo('c1'), 'Link copied'].includes(status(list)));
    expect(commentOf(list, 'c1').shadowRoot!.activeElement).to.equal(button(list, 'Copy link'));
  });

  test.for([600, 300, 240])('%d pixels wide, comes without moving anything, and says what it is', async (width) => {
    const list = await listOver(
      backendWith([
        { id: 'a', author: { name: 'Ann' }, body: '1' },
        { id: 'b', author: { name: 'Bob' }, body: '2', parent: 'a' },
        { id: 'c', author: { name: 'Cy' }, body: '3', parent: 'b' },
      ]),
    );
    list.style.cssText = `display: block; width: ${width}px`;
    await list.updateComplete;
    const places = () =>
      ['a', 'b', 'c'].flatMap((id) =>
        ['.body', '[name=reply]', '[name=report]'].map((each) =>
          JSON.stringify(find(commentOf(list, id), each)!.getBoundingClientRect()),
        ),
      );
    const before = places();
    await reach(list);
    await until(() => button(commentOf(list, 'c'), 'Copy link'));
    expect(places()).to.eql(before);
    const link = button(commentOf(list, 'c'), 'Copy link')!;
    const { left, right } = link.getBoundingClientRect();
    const row = list.getBoundingClientRect();
    expect(right - row.right).to.be.at.most(8);
    const report = button(commentOf(list, 'c'), 'Report')!.getBoundingClientRect();
    expect(left).to.be.at.least(report.right - 8);
    expect(getComputedStyle(link, '::after').content).to.equal('none');
    link.focus({ focusVisible: true } as FocusOptions);
    expect(getComputedStyle(link, '::after').content).to.equal('"Copy link" / ""');
    expect(document.documentElement.scrollWidth).to.be.at.most(document.documentElement.clientWidth);
  });

  test('leads from an answer to what it answers', async () => {
    const list = await listOver(
      backendWith([
        { id: 'a', author: { name: 'Ann' }, body: '1' },
        { id: 'b', author: { name: 'Bob' }, body: '2', parent: 'a' },
        { id: 'c', author: { name: 'Cy' }, body: '3', parent: 'b' },
      ]),
      { 'max-depth': '1' },
    );
    await reach(list);
    const link = find<HTMLAnchorElement>(commentOf(list, 'c'), 'a.note')!;
    expect([link.textContent, link.href]).to.eql(['in reply to Bob', linkTo('b')]);
    await expect(list).to.be.accessible();
    link.focus();
    await userEvent.keyboard('{Enter}');
    await until(() => list.shadowRoot!.activeElement === itemOf(list, 'b'));
    expect(location.hash).to.equal('#comment-b');
    // And again, though the address is the same.
    await userEvent.click(link);
    await until(() => list.shadowRoot!.activeElement === itemOf(list, 'b'));
  });

  test('is that of the page as it is now, where a router has changed its address', async () => {
    const list = await listOver(backendWith(roots(1)));
    await reach(list);
    const { href } = location;
    history.replaceState(null, '', '?elsewhere');
    const time = find<HTMLAnchorElement>(list, 'a.time')!;
    time.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, composed: true }));
    expect(time.title).to.match(/\d{4}/);
    expect(time.href).to.equal(linkTo('c1'));
    history.replaceState(null, '', href);
  });
});
