import { expect } from '@open-wc/testing';
import { beforeEach, describe, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { backendFor, field, fill, newReader, openForm, send, status } from '../../support/comment-form.js';
import { button, find, until } from '../../support/elements.js';

beforeEach(newReader);

const isSeen = (element: Element | null | undefined) => !!element?.checkVisibility();

describe('a compact form', () => {
  test('shows stars and one line, in less than 200 px, also on a narrow screen', async () => {
    const form = await openForm(backendFor(), { composer: 'compact' });
    form.style.width = '328px';
    expect(isSeen(find(form, 'starling-rating'))).to.equal(true);
    expect(isSeen(field(form, 'body'))).to.equal(true);
    for (const name of ['email', 'name'] as const) expect(isSeen(field(form, name)), name).to.equal(false);
    expect(isSeen(button(form, 'Post comment'))).to.equal(false);
    expect(form.getBoundingClientRect().height).to.be.lessThan(200);
    await expect(form).to.be.accessible();
  });

  test('shows the rest once the reader comes, below what is there, and sends', async () => {
    const backend = backendFor();
    const form = await openForm(backend, { composer: 'compact' });
    const { top } = field(form, 'body').getBoundingClientRect();
    await userEvent.click(field(form, 'body'));
    await until(() => isSeen(field(form, 'email')) && isSeen(button(form, 'Post comment')));
    expect(field(form, 'body').getBoundingClientRect().top).to.equal(top);
    await expect(form).to.be.accessible();
    await fill(form);
    send(form);
    await until(() => status(form));
    expect(backend.attempts).to.have.length(1);
  });

  test('opens by focus() too, and stays open', async () => {
    const form = await openForm(backendFor(), { composer: 'compact' });
    form.focus();
    await until(() => form.shadowRoot!.activeElement === field(form, 'body'));
    (form.shadowRoot!.activeElement as HTMLElement).blur();
    expect(isSeen(field(form, 'email'))).to.equal(true);
  });

  test('is open from the start where a text was kept', async () => {
    const backend = backendFor();
    const form = await openForm(backend, { composer: 'compact' });
    await userEvent.type(field(form, 'body'), 'Half a thought');
    const { thread } = form;
    await until(() => Object.keys(localStorage).some((key) => key.startsWith('starling:draft')));
    form.remove();
    const again = await openForm(backend, { composer: 'compact', thread });
    await until(() => field(again, 'body').value === 'Half a thought');
    expect(isSeen(field(again, 'email'))).to.equal(true);
  });
});

test('the whole form takes less than 560 px on a phone', async () => {
  const form = await openForm(backendFor());
  form.style.width = '328px';
  form.style.fontSize = '16px';
  expect(form.getBoundingClientRect().height).to.be.lessThan(560);
});
