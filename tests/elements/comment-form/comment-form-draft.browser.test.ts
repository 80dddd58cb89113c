import { expect } from '@open-wc/testing';
import { afterEach, beforeEach, describe, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { StarlingCommentForm } from '../../../src/elements/comment-form/comment-form.js';
import { StarlingError } from '../../../src/errors.js';
import {
  alert,
  backendFor,
  field,
  fill,
  focused,
  newReader,
  newThread,
  openForm,
  send,
  settled,
  status,
  type,
} from '../../support/comment-form.js';
import { button, find, findAll, textOf, until } from '../../support/elements.js';

beforeEach(newReader);

const drafts = () => Object.keys(localStorage).filter((key) => key.startsWith('starling:draft:'));
const notice = 'Your unsent text is back.';

/** What a reload does to a page: it is told, it goes, and another comes. */
async function reload(form: StarlingCommentForm): Promise<StarlingCommentForm> {
  dispatchEvent(new PageTransitionEvent('pagehide'));
  const { backend, thread, parent } = form;
  form.remove();
  return openForm(backend as never, { thread, parent });
}

describe('what was typed', () => {
  test('is back after a reload, stars and all, with a way to be rid of it', async () => {
    const form = await openForm(backendFor());
    findAll<HTMLInputElement>(form, 'input[type=radio]')[1]!.click();
    await fill(form, 'Half a tho');
    const next = await reload(form);
    expect(field(next, 'body').value).to.equal('Half a tho');
    expect(field(next, 'email').value).to.equal('ada@example.org');
    expect(find<HTMLElement & { value: number }>(next, 'starling-rating')!.value).to.equal(2);
    await until(() => status(next).includes(notice) && button(next, 'Discard'));
    await expect(next).to.be.accessible();
    button(next, 'Discard')!.click();
    await until(() => field(next, 'body').value === '');
    expect(drafts()).to.eql([]);
    expect(status(next)).to.equal('');
    expect(find<HTMLElement & { value: number | null }>(next, 'starling-rating')!.value).to.equal(null);
    await until(() => focused() === field(next, 'body'));
  });

  test('is kept at once, where the page goes before the part that keeps it has come', async () => {
    const form = await openForm(backendFor());
    const body = field(form, 'body');
    body.value = 'Half a tho';
    body.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    expect(localStorage.getItem(drafts()[0]!)).to.include('Half a tho');
    form.remove();
    expect(field(await reload(form), 'body').value).to.equal('Half a tho');
  });

  test('is kept after a pause, without any farewell of the page', async () => {
    const form = await openForm(backendFor());
    await type(form, 'body', 'Half a tho');
    await until(() => localStorage.getItem(drafts()[0]!)?.includes('Half a tho'));
    expect(drafts()).to.have.length(1);
  });

  test('belongs to its thread, and to the comment that it answers', async () => {
    const backend = backendFor();
    const form = await openForm(backend);
    const { thread } = form;
    await type(form, 'body', 'Here');
    form.thread = newThread();
    await until(() => field(form, 'body').value === '');
    await type(form, 'body', 'There');
    await until(() => drafts().length === 2);
    form.thread = thread;
    await until(() => field(form, 'body').value === 'Here');
    const answer = await openForm(backend, { thread, parent: 'c1' });
    expect(field(answer, 'body').value).to.equal('');
  });

  test('is forgotten once it is sent', async () => {
    const form = await openForm(backendFor());
    await fill(form);
    await until(() => drafts().length === 1);
    send(form);
    await settled(form);
    expect(drafts()).to.eql([]);
    const next = await reload(form);
    expect(field(next, 'body').value).to.equal('');
    expect(textOf(next)).not.to.include(notice);
  });

  test('stays in the form and in the browser when the network is lost, and can be sent later', async () => {
    let online = false;
    const backend = backendFor({}, (keep) => (online ? keep() : Promise.reject(new StarlingError('network'))));
    const form = await openForm(backend);
    await fill(form);
    send(form);
    await settled(form);
    expect(alert(form)).to.equal('No connection. Your text is kept; please try again.');
    expect(field(form, 'body').value).to.equal('What a fine article.');
    online = true;
    const next = await reload(form);
    send(next);
    await until(() => status(next) === 'Thank you! Your comment is posted.');
  });

  test('is not taken away by a thread that has closed meanwhile', async () => {
    const thread = newThread();
    const form = await openForm(backendFor(), { thread });
    await fill(form);
    await until(() => drafts().length === 1);
    form.remove();
    const next = await openForm(backendFor({ closed: true }), { thread });
    expect(field(next, 'body').value).to.equal('What a fine article.');
  });
});

describe('without storage', () => {
  const { setItem, getItem } = Storage.prototype;
  afterEach(() => Object.assign(Storage.prototype, { setItem, getItem }));

  test('the text is kept as long as the page', async () => {
    const blocked = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
    Object.assign(Storage.prototype, { setItem: blocked, getItem: blocked });
    const form = await openForm(backendFor());
    await fill(form);
    const { backend, thread } = form;
    form.remove();
    const next = await openForm(backend as never, { thread });
    expect(field(next, 'body').value).to.equal('What a fine article.');
    send(next);
    await until(() => status(next) === 'Thank you! Your comment is posted.');
  });
});

describe('the idempotency key', () => {
  const lost = () =>
    backendFor({}, async (keep, { draft }) => {
      const comment = await keep();
      if (draft.body.startsWith('Lost')) throw new StarlingError('timeout');
      return comment;
    });

  test('is the same for the same text, also after a reload', async () => {
    const backend = lost();
    const form = await openForm(backend);
    await fill(form, 'Lost answer');
    send(form);
    await settled(form);
    send(form);
    await until(() => backend.attempts.length === 2);
    await settled(form);
    const next = await reload(form);
    send(next);
    await until(() => backend.attempts.length === 3);
    const [first, second, third] = backend.attempts;
    expect(first!.key).to.match(/^[\w-]{22}$/);
    expect(second!.key).to.equal(first!.key);
    expect(third!.key).to.equal(first!.key);
    expect(third!.draft).to.eql(first!.draft);
  });

  test('is another for another text', async () => {
    const backend = lost();
    const form = await openForm(backend);
    await fill(form, 'Lost answer');
    send(form);
    await settled(form);
    await type(form, 'body', '!');
    send(form);
    await until(() => backend.attempts.length === 2);
    expect(backend.attempts[1]!.key).not.to.equal(backend.attempts[0]!.key);
  });

  test('is another for the same words once they were posted, and after a conflict', async () => {
    let conflicts = 0;
    const backend = backendFor({}, (keep) =>
      conflicts++ === 1 ? Promise.reject(new StarlingError('conflict')) : keep(),
    );
    const form = await openForm(backend);
    await fill(form, '+1');
    send(form);
    await settled(form);
    await type(form, 'body', '+1');
    send(form);
    await until(() => alert(form) === 'This was sent already, with another text.');
    send(form);
    await until(() => status(form));
    expect(new Set(backend.attempts.map(({ key }) => key)).size).to.equal(3);
  });
});

describe('who writes', () => {
  test('is remembered on the device only where the reader ticks so', async () => {
    const form = await openForm(backendFor());
    await fill(form);
    const box = find<HTMLInputElement>(form, 'input[type=checkbox]')!;
    expect(box.checked).to.equal(false);
    await userEvent.click(box);
    send(form);
    await settled(form);
    expect(JSON.parse(localStorage.getItem('starling:author')!)).to.eql({
      email: 'ada@example.org',
      name: 'Ada',
      url: '',
    });
    expect(box.checked).to.equal(true);
    const next = await openForm(backendFor());
    await until(() => field(next, 'name').value === 'Ada');
    await userEvent.click(find<HTMLInputElement>(next, 'input[type=checkbox]')!);
    await until(() => localStorage.getItem('starling:author') === null);
  });
});
