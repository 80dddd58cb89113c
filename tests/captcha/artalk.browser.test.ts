import { expect } from '@open-wc/testing';
import { afterEach, test, vi } from 'vitest';
import { artalkCaptcha } from '../../src/captcha/artalk/index.js';
import { mount, unmountAll } from './captcha-fixture.js';

/** A picture of the server's kind. */
const picture = (): string => {
  const canvas = document.createElement('canvas');
  canvas.width = 160;
  canvas.height = 40;
  return canvas.toDataURL('image/png');
};
const field = (form: HTMLElement) => form.querySelector('input')!;
const type = (form: HTMLElement, text: string) => {
  field(form).value = text;
  field(form).dispatchEvent(new Event('input', { bubbles: true }));
};

afterEach(unmountAll);

test('a reader who needs none now is asked nothing, and passes', async () => {
  const { form, last } = await mount(artalkCaptcha(), { challenge: async () => ({}) });
  expect(field(form)).to.equal(null);
  expect(last()).to.deep.equal({ token: 'passed', error: undefined });
});

test('what the reader reads in the picture is the answer', async () => {
  const { form, last } = await mount(artalkCaptcha(), { challenge: async () => ({ image: picture() }) });
  await expect(form).to.be.accessible();
  expect(form.querySelector('canvas')!.width).to.equal(160);
  expect(last()?.token).to.equal(undefined);
  type(form, ' abcd ');
  expect(last()?.token).to.equal('abcd');
  type(form, '');
  expect(last()?.token).to.equal(undefined);
});

test('after an attempt there is another picture, and the field is empty', async () => {
  const challenge = vi.fn(async () => ({ image: picture() }));
  const { form, captcha, last } = await mount(artalkCaptcha(), { challenge });
  type(form, 'abcd');
  captcha.reset();
  await vi.waitFor(() => expect(field(form).value).to.equal(''));
  expect(challenge.mock.calls.length).to.equal(2);
  expect(last()?.token).to.equal(undefined);
  form.querySelector('button')!.click();
  await vi.waitFor(() => expect(challenge.mock.calls.length).to.equal(3));
});

test('what is no picture is shown as nothing, and told', async () => {
  for (const image of [
    'https://example.org/a.png',
    'data:image/svg+xml;base64,PHN2Zy8+',
    'data:image/png;base64,AAAA',
  ]) {
    const { form, last } = await mount(artalkCaptcha(), { challenge: async () => ({ image }) });
    expect(field(form)).to.equal(null);
    expect(last()?.error?.code).to.equal('captcha');
  }
});

test('over another backend it says what is wrong with the page', async () => {
  const { last } = await mount(artalkCaptcha(), {});
  expect(last()?.error?.code).to.equal('misconfigured');
});
