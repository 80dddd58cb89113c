import { expect } from '@open-wc/testing';
import { beforeEach, describe, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Backend, BackendIdentity } from '../../../src/backend.js';
import {
  type Attempt,
  backendFor,
  field,
  fill,
  newReader,
  openForm,
  send,
  settled,
  type,
} from '../../support/comment-form.js';
import { find, until } from '../../support/elements.js';

beforeEach(newReader);

const box = (form: Element) => find<HTMLInputElement>(form, 'input[name=notify]');

describe('replies by mail', () => {
  test('are offered beside the e-mail field where the backend can mail them, and asked for when ticked', async () => {
    const backend = backendFor({ notify: true });
    const form = await openForm(backend);
    await fill(form);
    await until(() => box(form));
    expect(box(form)!.closest('label')!.textContent).to.equal('Mail me replies');
    expect(field(form, 'email').closest('.field')!.contains(box(form)!)).to.equal(true);
    expect(box(form)!.checked).to.equal(false);
    // Of its own size, not that of a text field, in the room that was there.
    const { width, height } = box(form)!.getBoundingClientRect();
    expect([width, height]).to.eql([20, 20]);
    box(form)!.focus();
    await userEvent.keyboard(' ');
    await expect(form).to.be.accessible();
    send(form);
    await settled(form);
    expect(backend.attempts[0]!.draft.notify).to.equal(true);
  });

  test('are not asked for by who leaves the box alone, nor by who empties it again', async () => {
    const backend = backendFor({ notify: true });
    const form = await openForm(backend);
    await fill(form);
    await until(() => box(form));
    box(form)!.click();
    box(form)!.click();
    send(form);
    await settled(form);
    expect(backend.attempts[0]!.draft.notify).to.equal(undefined);
  });

  test('are not offered where they can’t be had', async () => {
    const form = await openForm(backendFor());
    await fill(form);
    await until(() => find(form, '.count'));
    expect(box(form)).to.equal(undefined);
  });

  describe('to who is signed in', () => {
    /** Somebody who signed in elsewhere, or by a mail. */
    const signedIn = (hasEmail: boolean) => {
      const identity = { current: { name: 'Ada' }, canSignOut: true, hasEmail, subscribe: () => () => {} };
      const backend = backendFor({ notify: true, identity: { required: false, email: true, providers: [] } });
      return Object.assign(backend, { identity: async () => identity as unknown as BackendIdentity });
    };
    const write = async (backend: Backend) => {
      const form = await openForm(backend);
      await type(form, 'body', 'What a fine article.');
      await until(() => find(form, '.identity')?.textContent?.includes('Signed in as Ada'));
      return form;
    };

    test('are offered beside their name where their address is known, and need none typed', async () => {
      const backend = signedIn(true);
      const form = await write(backend);
      await until(() => box(form));
      expect(field(form, 'email')).to.equal(undefined);
      expect(find(form, '.identity')!.contains(box(form)!)).to.equal(true);
      box(form)!.click();
      await expect(form).to.be.accessible();
      send(form);
      await settled(form);
      const [{ draft }] = backend.attempts as [Attempt];
      expect([draft.notify, draft.author.email]).to.eql([true, undefined]);
    });

    test('are not offered, nor asked for, where it is not', async () => {
      const backend = signedIn(false);
      const form = await write(backend);
      // Ticked before they signed in.
      form.state.typed.notify = true;
      form.change({});
      await form.updateComplete;
      expect(box(form)).to.equal(undefined);
      send(form);
      await settled(form);
      expect(backend.attempts[0]!.draft.notify).to.equal(undefined);
    });
  });

  test('are another draft, by another idempotency key', async () => {
    let fail = true;
    const backend = backendFor({ notify: true }, (keep) => {
      if (fail) throw new TypeError('lost');
      return keep();
    });
    const form = await openForm(backend);
    await fill(form);
    send(form);
    await settled(form);
    fail = false;
    box(form)!.click();
    send(form);
    await until(() => backend.attempts.length === 2);
    expect(backend.attempts[1]!.draft.notify).to.equal(true);
    expect(backend.attempts[1]!.key).not.to.equal(backend.attempts[0]!.key);
  });
});
