import { expect } from '@open-wc/testing';
import { beforeEach, describe, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { StarlingError } from '../../../src/errors.js';
import {
  alert,
  backendFor,
  field,
  type FieldName,
  fill,
  focused,
  newReader,
  note,
  openForm,
  send,
  status,
  type,
} from '../../support/comment-form.js';
import { find, findAll, textOf, until } from '../../support/elements.js';

beforeEach(newReader);

const invalid = (form: Element, name: FieldName) => field(form, name).getAttribute('aria-invalid') === 'true';
/** Long enough for what would be said by now. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 100));
const replace = async (form: Element, name: FieldName, text: string) => {
  field(form, name).select();
  await type(form, name, text);
};

describe('a field', () => {
  test('says nothing while the reader first types in it', async () => {
    const form = await openForm(backendFor());
    await type(form, 'email', 'ada');
    await pause();
    expect(note(form, 'email')).to.equal('');
    expect(invalid(form, 'email')).to.equal(false);
  });

  test('says what is wrong when the reader leaves it', async () => {
    const form = await openForm(backendFor());
    await type(form, 'email', 'ada');
    await userEvent.tab();
    await until(() => note(form, 'email') === 'Please enter a valid email address.');
    expect(invalid(form, 'email')).to.equal(true);
  });

  test('is heard as it is left wrong, as the focus is in another by then', async () => {
    const form = await openForm(backendFor());
    await type(form, 'email', 'ada');
    await userEvent.tab();
    await until(() => status(form) === 'Please enter a valid email address.');
    // It stands below its field already.
    expect(getComputedStyle(find(form, '.status .unseen')!).clipPath).to.equal('inset(50%)');
    await userEvent.keyboard('Ada');
    await until(() => status(form) === '');
    await userEvent.tab();
    await until(() => note(form, 'name') === 'Looks good!');
    expect(status(form)).to.equal('');
  });

  test('says nothing of a required field that was only passed through', async () => {
    const form = await openForm(backendFor());
    field(form, 'email').focus();
    await userEvent.tab();
    await userEvent.tab();
    await pause();
    expect(note(form, 'email') + note(form, 'name')).to.equal('');
  });

  test('is praised when it is left and right', async () => {
    const form = await openForm(backendFor());
    await type(form, 'email', 'ada@example.org');
    await pause();
    expect(note(form, 'email')).to.equal('');
    await userEvent.tab();
    await until(() => note(form, 'email') === 'Looks good!');
    expect(invalid(form, 'email')).to.equal(false);
  });

  test('is right again at the very letter that makes it so', async () => {
    const form = await openForm(backendFor());
    await type(form, 'email', 'ada@example');
    await userEvent.tab();
    await until(() => invalid(form, 'email'));
    await type(form, 'email', '.');
    await pause();
    expect(note(form, 'email')).to.equal('Please enter a valid email address.');
    await userEvent.keyboard('org');
    await until(() => note(form, 'email') === 'Looks good!');
  });

  test('once right, is not called wrong again before it is left', async () => {
    const form = await openForm(backendFor());
    await type(form, 'name', 'Ada');
    await userEvent.tab();
    await until(() => note(form, 'name') === 'Looks good!');
    await replace(form, 'name', '{Backspace}');
    await pause();
    expect(note(form, 'name')).to.equal('');
    await userEvent.tab();
    await until(() => note(form, 'name') === 'Please enter your name.');
  });

  test('is not praised where the page wants errors alone, nor where it is empty, nor where it was filled in before', async () => {
    const fields = { email: 'optional', name: 'required', url: 'optional' } as const;
    const quiet = await openForm(backendFor(), { feedback: 'errors' });
    await fill(quiet);
    await replace(quiet, 'email', 'ada');
    await userEvent.tab();
    // What is wrong is told; by then the name, which is right and was left before, would have been praised.
    await until(() => note(quiet, 'email') === 'Please enter a valid email address.');
    expect(field(quiet, 'name').value).to.equal('Ada');
    expect(textOf(quiet)).not.to.include('Looks good!');
    newReader();
    localStorage.setItem('starling:author', JSON.stringify({ email: '', name: 'Ada', url: '' }));
    const form = await openForm(backendFor({ fields }));
    await type(form, 'body', ' ');
    send(form);
    await until(() => note(form, 'body') === 'Please enter a message.');
    expect(note(form, 'email') + note(form, 'name') + note(form, 'url')).to.equal('');
  });

  test.each([
    ['email', 'ada@example', 'Please enter a valid email address.'],
    ['email', 'ada.example.org', 'Please enter a valid email address.'],
    ['email', 'a:b@example.org', 'Please enter a valid email address.'],
    ['email', 'a@example.org;b@example.org', 'Please enter a valid email address.'],
    ['email', 'ada lovelace@example.org', 'Please enter a valid email address.'],
    ['email', 'ada+notes@mail.example.co.uk', 'Looks good!'],
    ['email', 'θ@παράδειγμα.ελ', 'Looks good!'],
    ['url', 'example.org', 'Please enter an address that starts with https://'],
    ['url', 'https://example.org/~ada', 'Looks good!'],
    ['name', 'x'.repeat(81), 'Please use at most 80 characters.'],
    ['name', '👩‍🚀'.repeat(26), 'Looks good!'],
  ] as const)('%s: "%s" is answered by "%s"', async (name, text, answer) => {
    const form = await openForm(backendFor({ fields: { email: 'required', name: 'required', url: 'optional' } }));
    field(form, name).focus();
    await userEvent.fill(field(form, name), text);
    field(form, name).focus();
    await userEvent.tab();
    await until(() => note(form, name) === answer, `"${answer}", not "${note(form, name)}"`);
  });

  test('lets more be typed than is allowed, rather than cut it', async () => {
    const form = await openForm(backendFor());
    await userEvent.fill(field(form, 'body'), 'x'.repeat(10_001));
    expect(field(form, 'body').value).to.have.length(10_001);
    send(form);
    await until(() => note(form, 'body') === 'Please use at most 10,000 characters.');
  });
});

describe('the number of characters', () => {
  test('counts what a reader would, not code units', async () => {
    const form = await openForm(backendFor());
    await userEvent.fill(field(form, 'body'), '🙂🙂🙂');
    await until(() => find(form, '.count')?.textContent === '3 of 10,000 characters');
  });

  test('is read out only near the limit, and not at every letter', async () => {
    const form = await openForm(backendFor());
    const heard = () => find(form, '.below [role=status]')?.textContent!.trim();
    await userEvent.fill(field(form, 'body'), 'x'.repeat(7999));
    await until(() => find(form, '.count')?.textContent === '7,999 of 10,000 characters');
    expect(heard()).to.equal('');
    await type(form, 'body', 'x');
    await until(() => heard() === '8,000 of 10,000 characters');
    await type(form, 'body', 'xxx');
    await until(() => find(form, '.count')?.textContent === '8,003 of 10,000 characters');
    expect(heard()).to.equal('8,000 of 10,000 characters');
  });
});

describe('a form that can not be sent', () => {
  test('says what is missing in every field, and goes to the first', async () => {
    const backend = backendFor();
    const form = await openForm(backend);
    send(form);
    await until(() => focused() === field(form, 'email'));
    expect(note(form, 'email')).to.equal('Please enter email address.');
    expect(note(form, 'name')).to.equal('Please enter your name.');
    expect(note(form, 'body')).to.equal('Please enter a message.');
    expect(backend.attempts).to.have.length(0);
  });

  test('says how many fields need attention, until the reader goes on', async () => {
    const form = await openForm(backendFor({ ratings: 'required' }));
    field(form, 'body').focus();
    send(form);
    await until(() => status(form) === '4 fields need attention');
    await until(() => focused() === findAll(form, 'input[type=radio]')[0]);
    await type(form, 'name', 'A');
    await until(() => status(form) === '');
    await type(form, 'body', 'Words');
    await type(form, 'email', 'ada@example.org');
    send(form);
    await until(() => status(form) === '1 field needs attention');
  });

  test('goes to the first wrong field, not to the first', async () => {
    const form = await openForm(backendFor());
    await type(form, 'email', 'ada@example.org');
    await type(form, 'body', 'Hello');
    send(form);
    await until(() => focused() === field(form, 'name'));
  });

  test('takes blanks for nothing', async () => {
    const form = await openForm(backendFor());
    await fill(form, '   {Enter}  ');
    send(form);
    await until(() => note(form, 'body') === 'Please enter a message.');
  });

  test('asks for the stars where they are required, and is quiet about them before', async () => {
    const form = await openForm(backendFor({ ratings: 'required' }));
    const group = () => find(form, 'fieldset')!;
    expect(group().getAttribute('aria-invalid')).to.equal('false');
    await fill(form);
    send(form);
    await until(() => find(form, '.rating .note')!.textContent!.trim() === 'Please choose a rating.');
    await until(() => group().getAttribute('aria-invalid') === 'true');
    expect(focused()).to.equal(findAll(form, 'input[type=radio]')[0]);
    findAll<HTMLInputElement>(form, 'input[type=radio]')[4]!.click();
    await until(() => find(form, '.rating .note')!.textContent!.trim() === '');
    send(form);
    await until(() => status(form) === 'Thank you! Your comment is posted.');
    expect(find(form, '.rating .note')!.textContent!.trim()).to.equal('');
    await until(() => group().getAttribute('aria-invalid') === 'false');
  });
});

describe('what the server finds wrong', () => {
  test('stands below the field it is about until that is changed, and the focus goes there', async () => {
    const fields = { 'author.name': 'This name is taken.', body: 'Not in capitals, please.' };
    let fail = true;
    const form = await openForm(
      backendFor({}, (keep) => (fail ? Promise.reject(new StarlingError('invalid', '', { fields })) : keep())),
    );
    await fill(form);
    send(form);
    await until(() => note(form, 'name') === 'This name is taken.');
    expect(note(form, 'body')).to.equal('Not in capitals, please.');
    expect(note(form, 'email')).to.equal('Looks good!');
    await until(() => alert(form) === 'Please check the marked fields.');
    expect(focused()).to.equal(field(form, 'name'));
    await userEvent.keyboard('{End} L.');
    await until(() => note(form, 'name') === 'Looks good!');
    expect(note(form, 'body')).to.equal('Not in capitals, please.');
    fail = false;
    send(form);
    await until(() => status(form) === 'Thank you! Your comment is posted.');
  });
});
