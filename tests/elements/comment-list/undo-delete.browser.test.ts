import { expect } from '@open-wc/testing';
import { beforeEach, describe, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../../src/define.js';
import type { Backend, CommentTarget, WriteOptions } from '../../../src/backend.js';
import { StarlingError } from '../../../src/errors.js';
import { backendWith, button, find, findAll, roots, textOf, until } from '../../support/elements.js';
import { commentOf, draft, itemOf, listOver } from '../../support/comment-list.js';

beforeEach(() => localStorage.clear());

/** A thread with one comment of the reader's own, and what its backend was asked to delete. */
async function ownThread() {
  const backend = backendWith(roots(2));
  const own = await backend.submit(draft('First'));
  const { remove } = backend;
  const asked: (WriteOptions | undefined)[] = [];
  Object.assign(backend, {
    remove(target: CommentTarget, options?: WriteOptions) {
      asked.push(options);
      return remove!(target, options);
    },
  } satisfies Partial<Backend>);
  const list = await listOver(backend);
  await until(() => button(list, 'Delete'));
  return { backend, own, list, asked };
}

const confirm = (list: Element) => findAll<HTMLButtonElement>(list, '.panel button')[0]!;

/** Deletes as a reader does by keyboard: Cancel has the focus first. */
async function removeByKeyboard(list: Element): Promise<void> {
  button(list, 'Delete')!.focus();
  await userEvent.keyboard('{Enter}');
  await until(() => list.shadowRoot!.activeElement === button(list, 'Cancel'));
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}{Enter}');
  await until(() => list.shadowRoot!.activeElement === button(list, 'Undo'));
}

const leave = () => dispatchEvent(new PageTransitionEvent('pagehide'));

describe('a deletion', () => {
  test('is shown at once, and taken back by keyboard without the backend having heard of it', async () => {
    const { own, list, asked } = await ownThread();
    await removeByKeyboard(list);
    expect(textOf(commentOf(list, own.id))).to.include('This comment was deleted.');
    expect(button(list, 'Undo')!.closest('[role=group]')!.ariaLabel).to.equal('This comment was deleted.');
    await expect(list).to.be.accessible();
    await userEvent.keyboard('{Enter}');
    await until(() => textOf(commentOf(list, own.id)).includes('First'));
    await until(() => commentOf(list, own.id).shadowRoot!.activeElement === button(list, 'Delete'));
    leave();
    expect(button(list, 'Undo')).to.equal(undefined);
    expect(asked).to.eql([]);
  });

  test('is taken back by pointer', async () => {
    const { own, list, asked } = await ownThread();
    await userEvent.click(button(list, 'Delete')!);
    await until(() => confirm(list));
    await userEvent.click(confirm(list));
    await until(() => button(list, 'Undo'));
    await userEvent.click(button(list, 'Undo')!);
    await until(() => textOf(commentOf(list, own.id)).includes('First'));
    expect(asked).to.eql([]);
  });

  test('is sent after five seconds, the focus going on at the comment', async () => {
    const { own, list, asked } = await ownThread();
    const removed: string[] = [];
    list.addEventListener('starling-removed', ({ comment }) => removed.push(comment.id));
    const start = performance.now();
    await removeByKeyboard(list);
    while (!asked.length && performance.now() - start < 8000) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(performance.now() - start).to.be.within(4500, 7000);
    expect(asked[0]?.keepalive).not.to.equal(true);
    await until(() => removed[0] === own.id);
    await until(() => list.shadowRoot!.activeElement === itemOf(list, own.id));
    expect(find(list, '.panel')).to.equal(undefined);
    await until(() => textOf(find(list, '[part=heading]')!).includes('2 comments'));
  }, 15_000);

  test('is sent as the page is left, by a request that outlives it', async () => {
    const { list, asked } = await ownThread();
    await removeByKeyboard(list);
    leave();
    await until(() => asked.length === 1);
    expect(asked[0]?.keepalive).to.equal(true);
    leave();
    expect(asked).to.have.length(1);
  });

  test('stays shown where the order is changed before it is sent', async () => {
    const { own, list } = await ownThread();
    await removeByKeyboard(list);
    await list.store!.show('oldest');
    await list.updateComplete;
    expect(textOf(commentOf(list, own.id))).to.include('This comment was deleted.');
    leave();
  });

  test('that the backend refuses is told, and the comment is there again', async () => {
    const { backend, own, list } = await ownThread();
    Object.assign(backend, { remove: () => Promise.reject(new StarlingError('network')) });
    const told: string[] = [];
    list.addEventListener('starling-error', ({ error }) => told.push(error.code));
    await removeByKeyboard(list);
    leave();
    await until(() => textOf(commentOf(list, own.id)).includes('First'));
    await until(() => textOf(find(list, '[role=status]')!).includes('No connection'));
    expect(told).to.eql(['network']);
  });
});
