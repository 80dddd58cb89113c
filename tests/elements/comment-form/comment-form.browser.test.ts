import { expect } from '@open-wc/testing';
import { beforeEach, describe, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { CommentEvent, RatedEvent, SubmitEvent } from '../../../src/events.js';
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
  note,
  openForm,
  send,
  settled,
  status,
  type,
} from '../../support/comment-form.js';
import { button, find, findAll, textOf, until } from '../../support/elements.js';

beforeEach(newReader);

const inLightAndDark = async (form: StarlingCommentForm) => {
  for (const [scheme, background] of [
    ['light', '#fff'],
    ['dark', '#16181f'],
  ] as const) {
    form.style.colorScheme = scheme;
    form.style.background = background;
    await expect(form).to.be.accessible();
  }
};

describe('the form', () => {
  test('is accessible when empty, with errors, with praise, when sent, and when that failed', async () => {
    let fail = true;
    const backend = backendFor(
      { ratings: 'required', fields: { email: 'optional', name: 'required', url: 'optional' } },
      (keep) => {
        if (fail) throw new StarlingError('network');
        return keep();
      },
    );
    const form = await openForm(backend);
    await inLightAndDark(form);
    send(form);
    await until(() => note(form, 'body'));
    await inLightAndDark(form);
    await fill(form);
    findAll<HTMLInputElement>(form, 'input[type=radio]')[3]!.click();
    send(form);
    await settled(form);
    expect(note(form, 'name')).to.equal('Looks good!');
    await inLightAndDark(form);
    fail = false;
    send(form);
    await until(() => status(form));
    await inLightAndDark(form);
  });

  test('has its heading, rating, fields and button before anything is loaded', async () => {
    const never = new Promise<never>(() => {});
    const form = document.createElement('starling-comment-form');
    Object.assign(form, { backend: { ...backendFor(), list: () => never }, thread: 'never' });
    document.body.append(form);
    await form.updateComplete;
    const text = textOf(form);
    for (const words of ['Leave a Comment', 'Rate this article:', 'Email', 'Name', 'Message', 'Post comment']) {
      expect(text).to.include(words);
    }
    expect(find(form, '#url')).to.equal(undefined);
    form.remove();
  });

  test('offers no stars before the backend has said that it has them, and keeps their room', async () => {
    for (const ratings of ['optional', 'off'] as const) {
      const backend = backendFor({ ratings });
      const { list } = backend;
      const arrived = Promise.withResolvers<void>();
      backend.list = async (...call) => {
        await arrived.promise;
        return list(...call);
      };
      const form = document.createElement('starling-comment-form');
      Object.assign(form, { backend, thread: newThread() });
      document.body.append(form);
      await form.updateComplete;
      const seen = () => find(form, 'starling-rating')?.checkVisibility({ visibilityProperty: true });
      const top = () => field(form, 'email').getBoundingClientRect().top - form.getBoundingClientRect().top;
      await until(() => top() > 100);
      const before = top();
      expect(seen()).to.equal(false);
      arrived.resolve();
      await until(() => form.store?.settings);
      await form.updateComplete;
      expect(seen()).to.equal(ratings === 'optional' ? true : undefined);
      if (ratings === 'optional') expect(top()).to.equal(before);
      form.remove();
    }
  });

  test('tells browsers what its author fields are for', async () => {
    const form = await openForm(backendFor({ fields: { email: 'required', name: 'required', url: 'optional' } }));
    for (const name of ['email', 'name', 'url'] as const) expect(field(form, name).autocomplete).to.equal(name);
    expect(field(form, 'email').type).to.equal('email');
    expect(field(form, 'url').type).to.equal('url');
    expect(find(form, 'label[for=url]')!.textContent).to.include('(optional)');
  });

  test('asks for what thread and backend ask for, the stricter of both', async () => {
    const backend = backendFor({ fields: { email: 'hidden', name: 'optional', url: 'hidden' } });
    const form = await openForm(
      Object.assign(backend, { fields: { email: 'optional', name: 'required', url: 'hidden' } as const }),
    );
    expect(field(form, 'email').getAttribute('aria-required')).to.equal('false');
    expect(field(form, 'name').getAttribute('aria-required')).to.equal('true');
    expect(find(form, '#url')).to.equal(undefined);
  });

  test('lets the page ask for a rating, or leave it out, where the backend does not mind', async () => {
    const stars = (form: Element) => find<HTMLElement & { required: boolean }>(form, 'starling-rating');
    expect(stars(await openForm(backendFor()))!.required).to.equal(false);
    expect(stars(await openForm(backendFor(), { rating: 'required' }))!.required).to.equal(true);
    expect(stars(await openForm(backendFor(), { rating: 'off' }))).to.equal(undefined);
    expect(stars(await openForm(backendFor({ ratings: 'off' }), { rating: 'required' }))).to.equal(undefined);
    expect(stars(await openForm(backendFor({ ratings: 'required' }), { rating: 'off' }))!.required).to.equal(true);
  });

  test('lets the reader take back stars that nobody asked for', async () => {
    const backend = backendFor();
    const form = await openForm(backend);
    findAll<HTMLInputElement>(form, 'input[type=radio]')[3]!.click();
    await until(() => button(form, 'Clear'));
    button(form, 'Clear')!.click();
    await fill(form, 'No stars after all');
    send(form);
    await settled(form);
    expect(backend.attempts[0]!.draft.rating).to.equal(undefined);
  });

  test('sends stars, author and message, says thanks, and is ready for the next comment of the same author', async () => {
    const backend = backendFor();
    const form = await openForm(backend);
    findAll<HTMLInputElement>(form, 'input[type=radio]')[3]!.click();
    await fill(form, 'Line one{Enter}line two');
    send(form);
    await settled(form);
    expect(status(form)).to.equal('Thank you! Your comment is posted.');
    const { draft } = backend.attempts[0]!;
    expect(draft.author).to.eql({ email: 'ada@example.org', name: 'Ada' });
    expect(draft.body).to.equal('Line one\nline two');
    expect(draft.rating).to.equal(4);
    expect(draft.thread.id).to.equal(form.thread);
    expect(field(form, 'body').value).to.equal('');
    expect(findAll(form, 'input:checked')).to.have.length(0);
    expect(field(form, 'name').value).to.equal('Ada');
    expect(textOf(form)).not.to.include('Looks good!');
  });

  test('says that a comment waits, where it does', async () => {
    const form = await openForm(backendFor({}, async (keep) => ({ ...(await keep()), status: 'pending' })));
    await fill(form);
    send(form);
    await until(() => status(form) === 'Thank you! Your comment waits for a moderator.');
  });

  test('keeps the focus where it was when the comment was sent', async () => {
    const form = await openForm(backendFor());
    await fill(form);
    const submit = button(form, 'Post comment')!;
    submit.focus();
    await userEvent.keyboard('{Enter}');
    await settled(form);
    expect(focused()).to.equal(submit);
  });

  test('is sent by Enter in a field', async () => {
    const backend = backendFor();
    const form = await openForm(backend);
    await type(form, 'body', 'Hello');
    await type(form, 'email', 'ada@example.org');
    await type(form, 'name', 'Ada{Enter}');
    await settled(form);
    expect(backend.attempts).to.have.length(1);
  });

  test('tells the page before and after, and the page may keep it from being sent', async () => {
    const backend = backendFor();
    const form = await openForm(backend);
    const told: string[] = [];
    form.addEventListener('starling-submit', (event: SubmitEvent) => {
      told.push(`submit ${event.draft.body}`);
      if (told.length === 1) event.preventDefault();
    });
    form.parentElement!.addEventListener('starling-submitted', (event: CommentEvent) =>
      told.push(event.comment.author.name),
    );
    await fill(form, 'Hello');
    send(form);
    await until(() => told.length === 1);
    await until(() => button(form, 'Post comment'));
    expect(backend.attempts).to.have.length(0);
    expect(field(form, 'body').value).to.equal('Hello');
    send(form);
    await settled(form);
    expect(told).to.eql(['submit Hello', 'submit Hello', 'Ada']);
  });

  test('tells the page of stars once they are kept with a comment, and of none where there are none', async () => {
    let refuse = true;
    const backend = backendFor({}, (keep) => {
      if (refuse) throw new StarlingError('network');
      return keep();
    });
    const form = await openForm(backend);
    const told: unknown[] = [];
    form.parentElement!.addEventListener('starling-rated', (event: RatedEvent) => {
      told.push(event.value, event.bubbles, event.composed, event.cancelable);
    });
    await fill(form);
    findAll<HTMLInputElement>(form, 'input[type=radio]')[3]!.click();
    send(form);
    await until(() => alert(form));
    expect(told).to.eql([]);
    refuse = false;
    send(form);
    await settled(form);
    await until(() => told.length);
    expect(told).to.eql([4, true, true, false]);
    await type(form, 'body', 'No stars this time');
    send(form);
    await until(() => backend.attempts.length === 3 && !field(form, 'body').value);
    expect(told).to.have.length(4);
  });

  test('says that it is sending, and sends once however often it is told to', async () => {
    let answer!: () => void;
    const backend = backendFor({}, async (keep) => {
      await new Promise<void>((resolve) => (answer = resolve));
      return keep();
    });
    const form = await openForm(backend);
    await fill(form);
    send(form);
    send(form);
    await until(() => backend.attempts.length && button(form, 'Sending…'));
    const submit = button(form, 'Sending…')!;
    expect(submit.disabled).to.equal(false);
    expect(submit.getAttribute('aria-disabled')).to.equal('true');
    await inLightAndDark(form);
    submit.click();
    answer();
    await settled(form);
    expect(backend.attempts).to.have.length(1);
    expect(submit.getAttribute('aria-disabled')).to.equal('false');
  });

  test('leaves what the reader writes on while it is being sent', async () => {
    let answer!: () => void;
    const backend = backendFor({}, async (keep) => {
      await new Promise<void>((resolve) => (answer = resolve));
      return keep();
    });
    const form = await openForm(backend);
    await fill(form, 'First');
    send(form);
    await until(() => backend.attempts.length);
    await type(form, 'body', ' and more');
    answer();
    await settled(form);
    expect(backend.attempts[0]!.draft.body).to.equal('First');
    expect(field(form, 'body').value).to.equal('First and more');
  });

  test('tells the page and the reader of an error, and keeps the text', async () => {
    const form = await openForm(
      backendFor({}, () => Promise.reject(new StarlingError('rate-limited', '', { retryAfter: 30 }))),
    );
    const errors: string[] = [];
    form.addEventListener('starling-error', (event) => errors.push(event.error.code));
    await fill(form);
    send(form);
    await until(() => alert(form) === 'Too many requests. Please try again in 30 seconds.');
    expect(errors).to.eql(['rate-limited']);
    expect(field(form, 'body').value).to.equal('What a fine article.');
  });

  test('says that the thread is closed, in place of the fields', async () => {
    const form = await openForm(backendFor({ closed: true }));
    expect(textOf(form)).to.include('Comments are closed.');
    expect(find(form, 'form')).to.equal(undefined);
    await inLightAndDark(form);
  });

  test('takes a heading of the page, and its level', async () => {
    const form = await openForm(backendFor(), { headingLevel: 3 });
    expect(find(form, '[role=heading]')!.ariaLevel).to.equal('3');
    const own = document.createElement('h1');
    own.slot = 'heading';
    own.textContent = 'Say something';
    form.append(own);
    await expect(form).to.be.accessible();
    expect(textOf(form)).to.include('Say something').and.not.to.include('Leave a Comment');
  });

  test('puts the focus into the first field that is empty', async () => {
    const form = await openForm(backendFor());
    form.focus();
    await until(() => focused() === field(form, 'email'));
    await userEvent.keyboard('ada@example.org');
    form.focus();
    await until(() => focused() === field(form, 'name'));
  });

  test('fits into 320 pixels, and its line for messages is there before the message', async () => {
    const form = await openForm(backendFor());
    form.style.width = '288px';
    expect(form.scrollWidth).to.be.at.most(288);
    const before = form.offsetHeight;
    send(form);
    await until(() => note(form, 'body'));
    expect(form.offsetHeight).to.equal(before);
    await type(form, 'email', 'a');
    await until(() => field(form, 'email').matches(':focus'));
    expect(form.offsetHeight).to.equal(before);
  });
});

describe('an answer', () => {
  test('names whom it answers, carries no rating, and can be given up', async () => {
    const backend = backendFor({ ratings: 'required' });
    const first = await openForm(backend);
    findAll<HTMLInputElement>(first, 'input[type=radio]')[0]!.click();
    await fill(first);
    send(first);
    await settled(first);
    const parent = first.store!.fresh[0]!.id;

    const form = await openForm(backend, { thread: first.thread, parent, replyTo: 'Grace' });
    await until(() => textOf(form).includes('Reply to Grace'));
    expect(find(form, 'starling-rating')).to.equal(undefined);
    expect(find(form, '[role=heading]')!.ariaLevel).to.equal('3');
    await inLightAndDark(form);
    let cancelled = false;
    form.addEventListener('starling-cancel', () => (cancelled = true));
    await until(() => button(form, 'Cancel'));
    button(form, 'Cancel')!.click();
    expect(cancelled).to.equal(true);

    await type(form, 'body', 'Indeed');
    send(form);
    await settled(form);
    const { draft } = backend.attempts[1]!;
    expect(draft.parent).to.equal(parent);
    expect('rating' in draft && draft.rating !== undefined).to.equal(false);
  });

  test('knows who wrote on this page before, without being told to remember', async () => {
    const backend = backendFor();
    const form = await openForm(backend);
    await fill(form);
    send(form);
    await settled(form);
    const answer = await openForm(backend, { parent: form.store!.fresh[0]!.id });
    await until(() => field(answer, 'email').value === 'ada@example.org');
    expect(localStorage.getItem('starling:author')).to.equal(null);
  });
});

describe('the preview', () => {
  test('is not there where the backend has none', async () => {
    const form = await openForm(Object.assign(backendFor(), { preview: undefined }));
    await fill(form);
    await until(() => find(form, '.count'));
    expect(button(form, 'Preview')).to.equal(undefined);
  });

  test('shows the message as it will look, sanitised, until the reader writes on', async () => {
    const backend = Object.assign(backendFor(), {
      preview: async (body: string) => `<p><strong>${body}</strong><img src=x onerror="alert(1)"></p>`,
    });
    const form = await openForm(backend);
    await fill(form, 'Bold');
    await until(() => button(form, 'Preview'));
    button(form, 'Preview')!.click();
    await until(() => find(form, '.preview strong')?.textContent === 'Bold');
    expect(find(form, '.preview img')).to.equal(undefined);
    await inLightAndDark(form);
    await type(form, 'body', '!');
    await until(() => !find(form, '.preview'));
  });

  test('says why it is not there', async () => {
    const backend = Object.assign(backendFor(), { preview: () => Promise.reject(new StarlingError('network')) });
    const form = await openForm(backend);
    await fill(form);
    await until(() => button(form, 'Preview'));
    button(form, 'Preview')!.click();
    await until(() => find(form, '.preview')?.textContent!.includes('No connection.'));
  });
});
