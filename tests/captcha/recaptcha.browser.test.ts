import { expect } from '@open-wc/testing';
import { afterEach, beforeEach, test, vi } from 'vitest';
import { recaptchaCaptcha } from '../../src/captcha/recaptcha/index.js';
import { mount, standIn, unmountAll } from './captcha-fixture.js';

interface StandIn {
  scripts: { url: string; nonce: string; async: boolean }[];
  widgets: { parameters: Record<string, unknown>; resets: number; box: HTMLButtonElement; popup?: HTMLElement }[];
  lifetime: number;
  offline: boolean;
  challenge: boolean;
  verify(token: string): { success: boolean; action?: string; 'error-codes'?: string[] };
}
const control = () => (window as unknown as { recaptchaStandIn: StandIn }).recaptchaStandIn;

const provider = recaptchaCaptcha({ src: standIn('recaptcha') });
const present = <E extends HTMLElement>(selector: string) =>
  vi.waitUntil(() => document.querySelector<E>(selector)).then((element) => element!);
const box = (form: ParentNode) => form.querySelector<HTMLElement>('[role=checkbox]')!;

beforeEach(async () => {
  await mount(provider);
  await unmountAll();
  Object.assign(control(), { widgets: [], lifetime: 120_000, offline: false, challenge: false });
});
afterEach(unmountAll);

test('The checkbox gives a token that passes once', async () => {
  const { form, captcha, last } = await mount(provider);
  await expect(form).to.be.accessible();
  expect(captcha.solve, 'the reader has to act first').to.equal(undefined);
  box(form).click();
  await vi.waitFor(() => expect(last()?.token).to.be.a('string'));
  expect(control().verify(last()!.token!).success).to.equal(true);
  expect(control().verify(last()!.token!)['error-codes']).to.deep.equal(['timeout-or-duplicate']);
});

test('Its script is loaded once a page, with nonce and language; key and theme reach the widget', async () => {
  await mount(provider, { locale: 'fr' });
  await mount(provider, { locale: 'fr' });
  expect(control().scripts).to.have.length(1);
  const { searchParams } = new URL(control().scripts[0]!.url);
  expect(searchParams.get('render')).to.equal('explicit');
  expect(searchParams.get('hl')).to.equal('en');
  expect(control().widgets[1]!.parameters).to.include({ sitekey: 'site-key', theme: 'light', hl: 'fr' });
});

test('A reset makes it ask again', async () => {
  const { form, captcha, last } = await mount(provider);
  box(form).click();
  await vi.waitFor(() => expect(last()?.token).to.be.a('string'));
  captcha.reset();
  expect(box(form).ariaChecked).to.equal('false');
  const first = last()!.token;
  box(form).click();
  await vi.waitFor(() => expect(last()!.token).not.to.equal(first));
});

test('A token that expires is taken back', async () => {
  control().lifetime = 50;
  const { form, last, changes } = await mount(provider);
  box(form).click();
  await vi.waitFor(() => expect(changes).to.have.length(2));
  expect(last()).to.deep.equal({ token: undefined, error: undefined });
});

test('Without a connection the reader is told and can try again', async () => {
  control().offline = true;
  const { form, last } = await mount(provider);
  box(form).click();
  await vi.waitFor(() => expect(form.querySelector('[role=alert]')).not.to.equal(null));
  expect(last()!.error!.code).to.equal('captcha');
  control().offline = false;
  form.querySelector<HTMLElement>('.starling-captcha-error button')!.click();
  await vi.waitFor(() => box(form).click());
  await vi.waitFor(() => expect(last()!.token).to.be.a('string'));
});

test('In somebody else’s shadow root it works by the dialog, where Google’s script would fail', async () => {
  control().challenge = true;
  const { captcha } = await mount(provider, {}, 'foreign');
  const solving = captcha.solve!();
  const dialog = await present<HTMLDialogElement>('body > dialog[open]');
  box(dialog).click();
  const pass = await present('.recaptcha-stand-in-challenge button');
  expect(pass.checkVisibility()).to.equal(true);
  pass.click();
  expect(control().verify(await solving).success).to.equal(true);
  expect(dialog.open).to.equal(false);
});

test('In invisible mode it solves as the form is sent, with its badge in the form', async () => {
  const { form, captcha } = await mount(provider, { mode: 'invisible' });
  await expect(form).to.be.accessible();
  expect(control().widgets[0]!.parameters).to.include({ size: 'invisible', badge: 'inline', isolated: true });
  const token = await captcha.solve!();
  expect(control().verify(token).success).to.equal(true);
  captcha.reset();
  expect(await captcha.solve!()).not.to.equal(token);
});

test('In invisible mode within somebody else’s shadow root the badge is in its corner and no dialog opens', async () => {
  const { captcha } = await mount(provider, { mode: 'invisible' }, 'foreign');
  expect(control().widgets[0]!.parameters).to.include({ badge: 'bottomright' });
  expect(control().verify(await captcha.solve!()).success).to.equal(true);
  expect(document.querySelector('body > dialog[open]')).to.equal(null);
});

test(
  'A picture challenge that the reader leaves fails the attempt, and the next one may pass',
  { timeout: 10_000 },
  async () => {
    control().challenge = true;
    const { captcha, last } = await mount(provider, { mode: 'invisible' });
    const solving = captcha.solve!().catch((cause: unknown) => cause);
    const [, leave] = await vi.waitUntil(() => {
      const buttons = document.querySelectorAll<HTMLElement>('.recaptcha-stand-in-challenge button');
      return buttons.length ? buttons : undefined;
    });
    // As long as a reader takes to see the pictures.
    await new Promise((resolve) => setTimeout(resolve, 700));
    leave!.click();
    expect(await solving).to.include({ code: 'captcha', message: 'the challenge was closed' });
    expect(last()!.error!.code).to.equal('captcha');
    control().challenge = false;
    expect(control().verify(await captcha.solve!()).success).to.equal(true);
  },
);

test('Version 3 asks nobody anything and tells its action', async () => {
  const { form, captcha } = await mount(provider, { mode: 'v3' });
  expect(form.innerText).to.equal('');
  expect(new URL(control().scripts.at(-1)!.url).searchParams.get('render')).to.equal('site-key');
  const first = await captcha.solve!();
  expect(control().verify(first)).to.deep.equal({ success: true, action: 'comment' });
  expect(await captcha.solve!(), 'a token of its own for each attempt').not.to.equal(first);
});

test('Without a key, or with an unknown mode, it says which setting is wrong', async () => {
  const noKey = await mount(provider, { setting: { provider: 'recaptcha', key: '' } });
  expect(noKey.last()!.error!).to.include({ code: 'misconfigured', message: 'captcha="recaptcha" needs captcha-key' });
  const mode = await mount(provider, { mode: 'v4' });
  expect(mode.last()!.error!.message).to.contain('recaptcha v4');
});
