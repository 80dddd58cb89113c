import { expect } from '@open-wc/testing';
import { afterEach, beforeEach, describe, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../../src/define.js';
import { backendWith, button, find, roots, until } from '../../support/elements.js';
import { commentOf, listOver } from '../../support/comment-list.js';

beforeEach(() => localStorage.clear());
afterEach(() => vi.useRealTimers());

const notice = (list: Element) => find(list, '[part=notice]')!;
const said = (list: Element) => notice(list).textContent!.trim();
const close = (list: Element) => find<HTMLButtonElement>(list, '[aria-label=Close]');

/** A list that has just been put into another order, and says so. */
async function sorted(count = 3) {
  const list = await listOver(backendWith(roots(count)));
  await userEvent.selectOptions(find<HTMLSelectElement>(list, 'select')!, 'oldest');
  await until(() => said(list) === 'Sorted by: Oldest');
  return list;
}

describe('a notice', () => {
  test('can be closed by keyboard, and the focus goes back to where it was', async () => {
    const list = await sorted();
    await until(() => !list.shadowRoot!.getAnimations().length);
    await expect(list).to.be.accessible();
    const vote = button(commentOf(list, 'c1'), /^Helpful/)!;
    vote.focus();
    close(list)!.focus();
    await userEvent.keyboard('{Enter}');
    await until(() => said(list) === '');
    expect(close(list) ?? null).to.equal(null);
    expect(commentOf(list, 'c1').shadowRoot!.activeElement).to.equal(vote);
  });

  test('goes after eight seconds, but not from somebody who is at it', async () => {
    const list = await listOver(backendWith(roots(3)));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    find<HTMLSelectElement>(list, 'select')!.value = 'oldest';
    find(list, 'select')!.dispatchEvent(new Event('change'));
    await vi.waitFor(() => expect(said(list)).to.equal('Sorted by: Oldest'));
    close(list)!.focus();
    await vi.advanceTimersByTimeAsync(9000);
    expect(said(list)).to.equal('Sorted by: Oldest');
    close(list)!.blur();
    await vi.advanceTimersByTimeAsync(9000);
    expect(said(list)).to.equal('');
  });

  test('is in sight at the lower edge of the window, and never over what has the focus', async () => {
    const list = await sorted(20);
    scrollTo(0, list.getBoundingClientRect().top + scrollY);
    const box = () => notice(list).getBoundingClientRect();
    await until(() => box().bottom <= innerHeight && box().bottom > innerHeight - 40);
    for (let index = 1; index <= 20; index++) {
      const vote = button(commentOf(list, `c${index}`), /^Helpful/)!;
      vote.focus();
      // Once the page has scrolled to it.
      await until(() => {
        const { top, bottom } = vote.getBoundingClientRect();
        return bottom <= box().top || top >= box().bottom;
      });
    }
  });
});

test('where nobody has written yet, a button leads to the form beside the list', async () => {
  const list = await listOver(backendWith([]));
  const form = document.createElement('starling-comment-form');
  Object.assign(form, { backend: backendWith([]), thread: 't' });
  list.after(form);
  button(list, 'Leave the first review')!.click();
  await until(() => document.activeElement === form);
  form.remove();
});
