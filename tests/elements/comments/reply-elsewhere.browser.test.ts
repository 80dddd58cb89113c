import { expect } from '@open-wc/testing';
import { beforeEach, test } from 'vitest';
import { backendFor, newReader, openForm } from '../../support/comment-form.js';
import { find, textOf, until } from '../../support/elements.js';

beforeEach(newReader);

const place = { href: 'https://mastodon.example/@ada/1', name: 'Mastodon' };

test('a closed thread sends readers to where they can reply', async () => {
  const form = await openForm({ ...backendFor({ closed: true }), replyAt: () => place });
  await until(() => textOf(form).includes('Reply on Mastodon'));
  expect(find<HTMLAnchorElement>(form, 'a')!.href).to.equal(place.href);
  expect(textOf(form)).to.include('Comments are closed.');
  await expect(form).to.be.accessible();
});

test('a closed thread of another backend only says so', async () => {
  const form = await openForm(backendFor({ closed: true }));
  expect(textOf(form).trim()).to.equal('Comments are closed.');
  expect(find(form, 'a')).to.equal(undefined);
});

test('an open thread takes replies itself', async () => {
  const form = await openForm({ ...backendFor(), replyAt: () => place });
  expect(find(form, 'a')).to.equal(undefined);
});
