import { fixture, html } from '@open-wc/testing';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Backend } from '../../../src/backend.js';
import '../../../src/define.js';
import { newReader } from '../../support/comment-form.js';
import { commentOf, draft, listOver } from '../../support/comment-list.js';
import { backendWith, button, find, findAll, roots, textOf, until } from '../../support/elements.js';

beforeEach(newReader);

/** A backend whose writes wait until they are let go, and are counted. */
const slow = async () => {
  const backend = backendWith(roots(1));
  const own = await backend.submit(draft('First'));
  const { promise, resolve } = Promise.withResolvers<void>();
  const asked: string[] = [];
  const wait =
    <A extends unknown[], R>(name: string, work: (...all: A) => Promise<R>) =>
    async (...all: A): Promise<R> => {
      asked.push(name);
      await promise;
      return work(...all);
    };
  const { edit, report, vote } = backend as Required<Backend>;
  Object.assign(backend, {
    edit: wait('edit', edit),
    report: wait('report', report ?? (async () => {})),
    vote: wait('vote', vote),
  });
  return { backend, own, asked, answer: resolve };
};

const move = (element: Element): void => {
  const elsewhere = document.createElement('section');
  element.parentElement!.append(elsewhere);
  elsewhere.append(element);
};

const press = (list: Element, name: string): void =>
  findAll<HTMLButtonElement>(list, '.panel button')
    .find((each) => each.textContent!.trim() === name)!
    .click();

describe.each(['alone', 'inside <starling-comments>'])('a list %s that the page moves while it sends', (where) => {
  const open = async (backend: Backend): Promise<{ list: Element; outer: Element }> => {
    if (where === 'alone') {
      const list = await listOver(backend);
      return { list, outer: list };
    }
    const outer = await fixture(html`<starling-comments .backend=${backend} thread="t"></starling-comments>`);
    await until(() => find(outer, 'starling-comment'));
    return { list: find(outer, 'starling-comment-list')!, outer };
  };

  test('keeps an edit, once, and says so', async () => {
    const { backend, own, asked, answer } = await slow();
    const { list, outer } = await open(backend);
    await until(() => button(list, 'Edit'));
    button(list, 'Edit')!.click();
    await until(() => find<HTMLTextAreaElement>(list, '.panel textarea')?.value === 'First');
    find<HTMLTextAreaElement>(list, '.panel textarea')!.value = 'Second';
    press(list, 'Save');
    await until(() => asked.length === 1);
    move(outer);
    answer();
    await until(() => textOf(commentOf(list, own.id)).includes('Second'));
    await until(() => textOf(find(list, '[role=status]')!).includes('Your changes are saved.'));
    expect(find(list, '.panel')).toBeUndefined();
    expect(asked).toEqual(['edit']);
  });

  test('keeps a report, once, and says so', async () => {
    const { backend, asked, answer } = await slow();
    const { list, outer } = await open(backend);
    await until(() => button(commentOf(list, 'c1'), 'Report'));
    button(commentOf(list, 'c1'), 'Report')!.click();
    await until(() => find(list, '.panel textarea'));
    press(list, 'Report');
    await until(() => asked.length === 1);
    move(outer);
    answer();
    await until(() => textOf(list).includes('a moderator will look at it'));
    expect(asked).toEqual(['report']);
  });

  test('keeps a vote, once, and shows it', async () => {
    const { backend, asked, answer } = await slow();
    const { list, outer } = await open(backend);
    const vote = () => button(commentOf(list, 'c1'), /^Helpful/)!;
    await until(vote);
    vote().click();
    await until(() => asked.length === 1);
    move(outer);
    answer();
    await until(() => vote().getAttribute('aria-pressed') === 'true');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(vote().getAttribute('aria-pressed')).toBe('true');
    expect(asked).toEqual(['vote']);
  });

  test('keeps what is half written in an edit', async () => {
    const { backend } = await slow();
    const { list, outer } = await open(backend);
    await until(() => button(list, 'Edit'));
    button(list, 'Edit')!.click();
    await until(() => find<HTMLTextAreaElement>(list, '.panel textarea')?.value === 'First');
    const field = find<HTMLTextAreaElement>(list, '.panel textarea')!;
    field.value = 'Half';
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    move(outer);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(find<HTMLTextAreaElement>(list, '.panel textarea')?.value).toBe('Half');
  });
});
