import { fixture, html } from '@open-wc/testing';
import { userEvent } from 'vitest/browser';
import { beforeEach, describe, expect, test } from 'vitest';
import '../../../src/define.js';
import type { StarlingComments } from '../../../src/elements/comments/comments.js';
import { backendFor, field, fill, newReader, openForm } from '../../support/comment-form.js';
import { backendWith, button, find, textOf, until } from '../../support/elements.js';

beforeEach(newReader);

const whole = async (): Promise<StarlingComments> => {
  const backend = backendWith([{ id: 'a', author: { name: 'Ann' }, body: 'One' }]);
  const element = await fixture<StarlingComments>(
    html`<starling-comments .backend=${backend} thread="keys"></starling-comments>`,
  );
  await until(() => button(element, 'Reply'));
  return element;
};
const panelOf = (element: Element) => find(element, '[part=panel]');
const press = (target: Element, key: string, init: KeyboardEventInit = {}) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...init }));

describe('the keys of whoever writes', () => {
  test.each(['Control', 'Meta'])('%s and Enter send', async (modifier) => {
    const backend = backendFor();
    const form = await openForm(backend);
    await fill(form, 'Sent by a key');
    field(form, 'body').focus();
    await userEvent.keyboard(`{${modifier}>}{Enter}{/${modifier}}`);
    await until(() => backend.attempts.length === 1);
    expect(backend.attempts[0]!.draft.body).toBe('Sent by a key');
  });

  test('Enter alone is a new line, and while letters are composed no key sends or closes', async () => {
    const backend = backendFor();
    const form = await openForm(backend);
    await fill(form, 'Not yet');
    field(form, 'body').focus();
    await userEvent.keyboard('{Enter}');
    press(field(form, 'body'), 'Enter', { ctrlKey: true, isComposing: true });
    press(field(form, 'body'), 'Enter', { ctrlKey: true, keyCode: 229 });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(backend.attempts).toEqual([]);
    expect(field(form, 'body').value).toBe('Not yet\n');
  });

  test('Escape closes an answer in which nothing is written, and gives the focus back; words stay', async () => {
    const element = await whole();
    button(element, 'Reply')!.click();
    await until(() => panelOf(element) && find(panelOf(element)!, 'textarea'));
    const body = () => find<HTMLTextAreaElement>(panelOf(element)!, 'textarea')!;
    await until(() => body().getRootNode() instanceof ShadowRoot && (body().getRootNode() as ShadowRoot).activeElement);
    await new Promise((resolve) => setTimeout(resolve, 300));
    body().focus();
    await userEvent.keyboard('Words');
    await userEvent.keyboard('{Escape}');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(panelOf(element)).toBeTruthy();
    await userEvent.clear(body());
    await userEvent.keyboard('{Escape}');
    await until(() => !panelOf(element));
  });

  test('Escape closes a report of which nothing is typed, not one half written; Ctrl and Enter send it', async () => {
    const element = await whole();
    button(element, 'Report')!.click();
    await until(() => panelOf(element));
    const reason = () => find<HTMLTextAreaElement>(panelOf(element)!, 'textarea')!;
    reason().focus();
    await userEvent.keyboard('{Escape}');
    await until(() => !panelOf(element));
    button(element, 'Report')!.click();
    await until(() => panelOf(element));
    reason().focus();
    await userEvent.keyboard('Spam{Escape}');
    expect(panelOf(element)).toBeTruthy();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await until(() => textOf(element).includes('a moderator will look at it'));
  });
});
