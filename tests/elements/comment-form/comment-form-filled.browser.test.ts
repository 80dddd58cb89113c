import { expect } from '@open-wc/testing';
import { beforeEach, describe, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Backend } from '../../../src/backend.js';
import {
  backendFor,
  field,
  type FieldName,
  fill,
  newReader,
  newThread,
  note,
  openForm,
  send,
  settled,
} from '../../support/comment-form.js';
import { find, until } from '../../support/elements.js';

beforeEach(newReader);

/** As a script or some password managers do it: without any event. */
const put = (form: Element, texts: Partial<Record<FieldName, string>>) => {
  for (const [name, text] of Object.entries(texts)) field(form, name as FieldName).value = text;
};
const all = { email: 'ada@example.org', name: 'Ada', body: 'Put there' };

describe('what stands in a field without an event', () => {
  test('is sent, stars and all', async () => {
    const backend = backendFor({ ratings: 'required' });
    const form = await openForm(backend);
    put(form, all);
    find<HTMLElement & { value: number }>(form, 'starling-rating')!.value = 4;
    send(form);
    await settled(form);
    const [{ draft }] = backend.attempts as [(typeof backend.attempts)[0]];
    expect(draft).to.deep.include({ body: 'Put there', rating: 4, author: { email: 'ada@example.org', name: 'Ada' } });
  });

  test('is another text than the one before, by another idempotency key', async () => {
    let fail = true;
    const backend = backendFor({}, (keep) => {
      if (fail) throw new TypeError('lost');
      return keep();
    });
    const form = await openForm(backend);
    await fill(form, 'First');
    send(form);
    await settled(form);
    fail = false;
    put(form, { body: 'Second' });
    send(form);
    await until(() => backend.attempts.length === 2);
    expect(backend.attempts[1]!.draft.body).to.equal('Second');
    expect(backend.attempts[1]!.key).not.to.equal(backend.attempts[0]!.key);
  });

  test('counts as the reader leaves it, right or wrong', async () => {
    const form = await openForm(backendFor());
    field(form, 'email').focus();
    put(form, { email: 'ada' });
    await userEvent.tab();
    await until(() => note(form, 'email') === 'Please enter a valid email address.');
    // It was there before the reader came.
    put(form, { name: 'Ada' });
    await userEvent.tab();
    await userEvent.tab({ shift: true });
    await until(() => note(form, 'name') === 'Looks good!');
  });

  test('is no longer missing once it has been', async () => {
    const form = await openForm(backendFor());
    send(form);
    await until(() => note(form, 'name') === 'Please enter your name.');
    put(form, { name: 'Ada' });
    field(form, 'name').focus();
    await userEvent.tab();
    await until(() => note(form, 'name') === 'Looks good!');
  });

  test('stays when the thread gets its name, and its settings, later', async () => {
    const backend = backendFor();
    const { list } = backend;
    const arrived = Promise.withResolvers<void>();
    const late: Backend & typeof backend = Object.assign(backend, {
      list: async (...call: Parameters<Backend['list']>) => {
        await arrived.promise;
        return list(...call);
      },
    });
    const form = document.createElement('starling-comment-form');
    document.body.append(form);
    await form.updateComplete;
    put(form, all);
    Object.assign(form, { backend: late, thread: newThread() });
    await until(() => form.store?.status === 'pending');
    arrived.resolve();
    await until(() => form.store?.status === 'complete');
    await form.updateComplete;
    expect(field(form, 'body').value).to.equal('Put there');
    send(form);
    await settled(form);
    expect(backend.attempts[0]!.draft.body).to.equal('Put there');
    form.remove();
  });

  test('is kept over a reload, once the reader has been in it', async () => {
    const backend = backendFor();
    const form = await openForm(backend);
    const { thread } = form;
    field(form, 'body').focus();
    put(form, { body: 'Put there' });
    field(form, 'name').focus();
    await until(() => Object.keys(localStorage).some((key) => key.startsWith('starling:draft:')));
    form.remove();
    expect(field(await openForm(backend, { thread }), 'body').value).to.equal('Put there');
  });
});
