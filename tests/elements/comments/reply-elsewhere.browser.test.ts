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

test('an address that is none of the web is no link, whatever the backend says', async () => {
  for (const href of [
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    'data:text/html,x',
    '//example.org',
    '',
    undefined,
  ]) {
    const replyAt = () => ({ ...place, href: href as string });
    const form = await openForm({ ...backendFor({ closed: true }), replyAt });
    expect(textOf(form).trim()).to.equal('Comments are closed.');
    expect(find(form, 'a')).to.equal(undefined);
  }
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
