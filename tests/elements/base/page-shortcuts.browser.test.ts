import { fixture } from '@open-wc/testing';
import { install, uninstall } from '@github/hotkey';
import { html } from 'lit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../../src/define.js';
import type { StarlingComments } from '../../../src/define.js';
import { backendWith, button, find, roots, until } from '../../support/elements.js';

/** Clicked by the page's shortcuts: the letters i and o one after the other, j, and Ctrl or Command with k. */
const shortcuts = ['i o', 'j', 'Control+k', 'Meta+k'];
let used: string[] = [];
/** What arrives at the document, each key once. */
let seen: string[] = [];
let controller: AbortController;
const targets: HTMLElement[] = [];

beforeEach(() => {
  [used, seen] = [[], []];
  controller = new AbortController();
  const { signal } = controller;
  for (const type of ['keydown', 'keypress', 'keyup'])
    document.addEventListener(type, (event) => seen.push(`${type} ${(event as KeyboardEvent).key}`), { signal });
  for (const shortcut of shortcuts) {
    const target = document.createElement('button');
    target.addEventListener('click', () => used.push(shortcut));
    document.body.append(target);
    install(target, shortcut);
    targets.push(target);
  }
});
afterEach(() => {
  controller.abort();
  for (const target of targets.splice(0)) {
    uninstall(target);
    target.remove();
  }
});

const open = async (): Promise<StarlingComments> => {
  const element = await fixture<StarlingComments>(html`
    <starling-comments .backend=${backendWith(roots(2))}
      ><label slot="footer"><input id="page" /></label
    ></starling-comments>
  `);
  await until(() => find(element, 'select'));
  return element;
};

test('what a reader writes never fires a shortcut of the page, in any field, from the first letter', async () => {
  const element = await open();
  const own: string[] = [];
  element.addEventListener('keydown', ({ key }) => own.push(key), { signal: controller.signal });
  for (const field of ['[name=email]', '[name=name]', 'textarea']) {
    find(element, field)!.focus();
    await userEvent.keyboard('in and/or so j');
  }
  find(element, 'select')!.focus();
  await userEvent.keyboard('j');
  find(element, 'input[type=checkbox]')!.focus();
  await userEvent.keyboard('j ');
  expect(used).toEqual([]);
  expect(seen).toEqual([]);
  expect(find<HTMLTextAreaElement>(element, 'textarea')!.value).toBe('in and/or so j');
  // They end at the element, not before it.
  expect(own).toContain('/');
});

test('the stars keep their keys to themselves, alone and in a form of the page', async () => {
  const element = await fixture(html`<form><starling-rating></starling-rating></form>`);
  find(element, 'input')!.focus();
  await userEvent.keyboard('j{ArrowRight} ');
  expect(used).toEqual([]);
  expect(seen).toEqual([]);
});

test('keys that make no text go on to the page: Escape, Tab, function keys, and those with Ctrl or Meta', async () => {
  const element = await open();
  const textarea = find(element, 'textarea')!;
  textarea.focus();
  await userEvent.keyboard('{Escape}{F2}{Control>}k{/Control}{Meta>}k{/Meta}{Tab}');
  expect(seen).toEqual(
    expect.arrayContaining(['keydown Escape', 'keyup Escape', 'keydown F2', 'keydown k', 'keydown Tab']),
  );
  expect(used).toEqual(expect.arrayContaining(['Control+k']));
});

test('with AltGr it is text, which Windows reports as Ctrl and Alt', async () => {
  const element = await open();
  const press = (init: KeyboardEventInit) =>
    find(element, 'textarea')!.dispatchEvent(
      new KeyboardEvent('keydown', { bubbles: true, composed: true, ctrlKey: true, ...init }),
    );
  press({ key: 'q' });
  expect(seen).toEqual(['keydown q']);
  press({ key: '@', altKey: true, modifierAltGraph: true });
  expect(seen).toEqual(['keydown q']);
});

test('a shortcut works beside the fields, and in those that the page has put into a slot', async () => {
  const element = await open();
  button(element, 'Reply')!.focus();
  await userEvent.keyboard('j');
  expect(used).toEqual(['j']);
  seen = [];
  element.querySelector<HTMLElement>('#page')!.focus();
  await userEvent.keyboard('a');
  expect(seen).toContain('keydown a');
});

test('in the form of an answer they end there too', async () => {
  const element = await open();
  button(element, 'Reply')!.click();
  const answer = () => find(element, '.panel starling-comment-form');
  await until(() => answer() && find(answer()!, 'textarea'));
  find(answer()!, 'textarea')!.focus();
  await userEvent.keyboard('jio');
  expect(used).toEqual([]);
  expect(seen).toEqual([]);
});
