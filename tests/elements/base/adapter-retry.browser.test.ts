import { fixture, html } from '@open-wc/testing';
import { beforeEach, expect, test } from 'vitest';
import '../../../src/define.js';
import { registerBackend } from '../../../src/register.js';
import { newReader } from '../../support/comment-form.js';
import { backendWith, button, roots, textOf, until } from '../../support/elements.js';

beforeEach(newReader);

test('where an adapter did not load, "Try again" asks for it again', async () => {
  let isDown = true;
  registerBackend('flaky', async () => {
    if (isDown) throw new TypeError('Failed to fetch dynamically imported module');
    return () => backendWith(roots(2));
  });
  const element = await fixture<HTMLElement>(
    html`<starling-comments backend="flaky" thread="retry"></starling-comments>`,
  );
  await until(() => button(element, 'Try again'));
  isDown = false;
  button(element, 'Try again')!.click();
  await until(() => textOf(element).includes('2 comments'));
});

test('`theme` is a property like any other', async () => {
  const element = await fixture<HTMLElementTagNameMap['starling-comments']>(
    html`<starling-comments .backend=${backendWith(roots(1))} thread="theme"></starling-comments>`,
  );
  element.theme = 'dark';
  await element.updateComplete;
  expect(element.getAttribute('theme')).toBe('dark');
  expect(getComputedStyle(element).colorScheme).toBe('dark');
});
