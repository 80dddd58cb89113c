import { fixture, html } from '@open-wc/testing';
import { beforeEach, describe, expect, test } from 'vitest';
import { registerCaptcha } from '../../../src/register.js';
import { button, find, textOf, until } from '../../support/elements.js';
import {
  backendFor,
  field,
  fill,
  newReader,
  newThread,
  openForm,
  send,
  status,
  type,
} from '../../support/comment-form.js';

beforeEach(newReader);

const posted = 'Thank you! Your comment is posted.';

/** A backend that answers when it is told to. */
const slowBackend = () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const backend = backendFor({}, async (keep) => {
    await promise;
    return keep();
  });
  return { backend, answer: resolve };
};

const move = (element: Element): void => {
  const elsewhere = document.createElement('section');
  element.parentElement!.append(elsewhere);
  elsewhere.append(element);
};

describe('a form that the page moves while it sends', () => {
  test('posts once, says so, and can be written in again', async () => {
    const { backend, answer } = slowBackend();
    const form = await openForm(backend);
    await fill(form);
    send(form);
    await until(() => backend.attempts.length === 1);
    move(form);
    await form.updateComplete;
    answer();
    await until(() => status(form) === posted);
    expect(field(form, 'body').value).toBe('');
    await type(form, 'body', 'And one more.');
    send(form);
    await until(() => backend.attempts.length === 2);
    await until(() => status(form) === posted);
    expect(backend.attempts.map(({ draft }) => draft.body)).toEqual(['What a fine article.', 'And one more.']);
  });

  test('says so as well when it was away for a while', async () => {
    const { backend, answer } = slowBackend();
    const form = await openForm(backend);
    await fill(form);
    send(form);
    await until(() => backend.attempts.length === 1);
    const parent = form.parentElement!;
    form.remove();
    answer();
    await new Promise((resolve) => setTimeout(resolve, 50));
    parent.append(form);
    await until(() => status(form) === posted);
  });

  test('inside <starling-comments> too, where the comment then stands', async () => {
    const { backend, answer } = slowBackend();
    const element = await fixture<HTMLElement>(
      html`<starling-comments .backend=${backend} thread=${newThread()}></starling-comments>`,
    );
    const form = () => find(element, 'starling-comment-form')!;
    await until(() => textOf(element).includes('Leave the first review'));
    await fill(form());
    send(form());
    await until(() => backend.attempts.length === 1);
    move(element);
    answer();
    await until(() => status(form()) === posted);
    await until(() => find(element, '.body')?.textContent === 'What a fine article.');
    expect(backend.attempts).toHaveLength(1);
  });

  test('asks to try again where the captcha was still being solved', async () => {
    let isAsked = false;
    registerCaptcha('endless', async () => ({
      name: 'endless',
      mount: async () => ({
        solve() {
          isAsked = true;
          return new Promise<string>(() => {});
        },
        reset() {},
        destroy() {},
      }),
    }));
    const form = await openForm(backendFor({ captcha: { provider: 'endless' } }));
    await fill(form);
    send(form);
    await until(() => isAsked);
    move(form);
    await until(() => textOf(form).includes('The captcha did not succeed. Please try again.'));
    expect(button(form, 'Post comment')!.getAttribute('aria-disabled')).toBe('false');
  });
});
