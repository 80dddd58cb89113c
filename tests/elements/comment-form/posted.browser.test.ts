import { expect, fixture, html } from '@open-wc/testing';
import { beforeEach, describe, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../../src/define.js';
import type { Backend } from '../../../src/backend.js';
import type { StarlingComments } from '../../../src/elements/comments/comments.js';
import { backendWith, find, roots, textOf, until } from '../../support/elements.js';

beforeEach(() => localStorage.clear());

/** Form and list over a backend, the fields filled, the message as given. */
async function written(backend: Backend, thread: string, body: string): Promise<StarlingComments> {
  const comments = await fixture<StarlingComments>(
    html`<starling-comments .backend=${backend} thread=${thread}></starling-comments>`,
  );
  await until(() => find(comments, 'li'));
  find(comments, 'textarea')!.focus();
  // What the form does with keys has come.
  await until(() => find(comments, '.count'));
  for (const [name, value] of Object.entries({ email: 'me@example.org', name: 'Me', body })) {
    const field = find<HTMLInputElement>(comments, `[name=${name}]`)!;
    field.focus();
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  return comments;
}

const focused = (comments: StarlingComments) => find(comments, 'starling-comment-list')!.shadowRoot!.activeElement;

describe('what was posted', () => {
  test.for([
    ['none', 'by pointer'],
    ['all', 'by keyboard'],
  ])('under moderation of %s, %s, comes into view and has the focus', async ([moderation, way]) => {
    const comments = await written(backendWith(roots(30), { moderation }), `posted-${moderation}`, 'Brand new.');
    scrollTo(0, 0);
    if (way === 'by pointer') await userEvent.click(find(comments, '[part=submit]')!);
    else await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await until(() => focused(comments)?.id && textOf(focused(comments)!).includes('Brand new.'));
    await until(() => {
      const { top, bottom } = focused(comments)!.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
    // It has faded in.
    await until(() => !find(comments, 'starling-comment-list')!.shadowRoot!.getAnimations().length);
    await expect(comments).to.be.accessible();
  });

  test('leaves the reader in the form who writes on meanwhile', async () => {
    const backend = backendWith(roots(1));
    const { submit } = backend;
    let answer = () => {};
    Object.assign(backend, {
      submit: async (...all: Parameters<Backend['submit']>) => {
        await new Promise<void>((resolve) => (answer = resolve));
        return submit(...all);
      },
    });
    let asked = false;
    const comments = await written(backend, 'posted-on', 'One.');
    comments.addEventListener('starling-submit', () => (asked = true));
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await until(() => asked);
    await userEvent.keyboard(' Two.');
    answer();
    await until(() => find(comments, 'li + li'));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(find<HTMLTextAreaElement>(comments, 'textarea')!.value).to.equal('One. Two.');
    expect(focused(comments)).to.equal(null);
  });
});

describe('the order', () => {
  test('that a reader has chosen is there at the next visit, and none is kept before', async () => {
    const thread = 'sorted';
    const comments = await fixture<StarlingComments>(
      html`<starling-comments .backend=${backendWith(roots(3))} thread=${thread}></starling-comments>`,
    );
    await until(() => find(comments, 'select'));
    expect(Object.keys(localStorage)).to.eql([]);
    await userEvent.selectOptions(find<HTMLSelectElement>(comments, 'select')!, 'oldest');
    await until(() => find(comments, '[part=author]')?.textContent!.trim() === 'Reader 1');
    const again = await fixture<StarlingComments>(
      html`<starling-comments .backend=${backendWith(roots(3))} thread=${thread} sort="newest"></starling-comments>`,
    );
    await until(() => find(again, '[part=author]')?.textContent!.trim() === 'Reader 1');
    expect(find<HTMLSelectElement>(again, 'select')!.value).to.equal('oldest');
  });
});

describe('leaving with text', () => {
  const isAsked = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }));

  test('is asked about only where the text could not be kept', async () => {
    const { setItem } = Storage.prototype;
    const comments = await written(backendWith(roots(1)), 'kept', 'Text');
    await until(() => Object.keys(localStorage).some((key) => key.includes('kept')));
    expect(isAsked()).to.equal(false);
    comments.remove();
    localStorage.clear();
    Storage.prototype.setItem = () => {
      throw new DOMException('', 'QuotaExceededError');
    };
    try {
      const other = await written(backendWith(roots(1)), 'unkept', 'Text');
      await until(isAsked);
      const field = find<HTMLTextAreaElement>(other, 'textarea')!;
      field.focus();
      await userEvent.keyboard('{Control>}a{/Control}{Backspace}');
      await until(() => !isAsked());
    } finally {
      Storage.prototype.setItem = setItem;
    }
  });
});

test('the e-mail field says that it is never published', async () => {
  const comments = await written(backendWith(roots(1)), 'hint', 'Text');
  const field = find<HTMLInputElement>(comments, '[name=email]')!;
  field.focus();
  await until(() => field.parentElement!.querySelector('.below small')?.textContent === 'Never published');
  expect(field.ariaDescription).to.equal('Never published');
  await expect(comments).to.be.accessible();
});
