import { expect } from '@open-wc/testing';
import { afterEach, beforeEach, test, vi } from 'vitest';
import { turnstileCaptcha } from '../../src/captcha/turnstile/index.js';
import type { StarlingError } from '../../src/errors.js';
import { mount, standIn, unmountAll } from './captcha-fixture.js';

interface StandIn {
  scripts: { url: string; nonce: string }[];
  widgets: Map<string, { settings: Record<string, unknown>; resets: number }>;
  lifetime: number;
  interactive: boolean;
  error?: string;
  verify(token: string): { success: boolean; action?: string };
}
const control = () => (window as unknown as { turnstileStandIn: StandIn }).turnstileStandIn;
const widget = () => [...control().widgets.values()].at(-1)!;
const provider = turnstileCaptcha({ src: standIn('turnstile') });
const box = (within: ParentNode) => vi.waitUntil(() => within.querySelector<HTMLElement>('button'));

beforeEach(async () => {
  await mount(provider);
  await unmountAll();
  Object.assign(control(), { lifetime: 300_000, interactive: false, error: undefined });
});
afterEach(unmountAll);

test('It runs as the form is sent, unseen, and its token passes once with the action of a comment', async () => {
  const { form, captcha } = await mount(provider);
  expect(form.innerText).to.equal('');
  const token = await captcha.solve!();
  expect(control().verify(token)).to.deep.equal({ success: true, action: 'comment' });
  expect(control().verify(token).success).to.equal(false);
});

test('Each attempt after a reset has a token of its own', async () => {
  const { captcha } = await mount(provider);
  const first = await captcha.solve!();
  captcha.reset();
  const second = await captcha.solve!();
  expect(second).not.to.equal(first);
  expect(control().verify(second).success).to.equal(true);
});

test('A reader in doubt is asked in the form', async () => {
  control().interactive = true;
  const { form, captcha } = await mount(provider);
  const solving = captcha.solve!();
  (await box(form))!.click();
  expect(control().verify(await solving).success).to.equal(true);
});

test('In somebody else’s shadow root the dialog opens only for a reader in doubt', async () => {
  const { captcha } = await mount(provider, {}, 'foreign');
  const dialog = document.querySelector<HTMLDialogElement>('body > dialog')!;
  await captcha.solve!();
  expect(dialog.open).to.equal(false);
  captcha.reset();
  control().interactive = true;
  const solving = captcha.solve!();
  await vi.waitUntil(() => dialog.open);
  (await box(dialog))!.click();
  await solving;
  expect(dialog.open).to.equal(false);
});

test('A reader in doubt who closed the dialog is shown it again at the next attempt', async () => {
  control().interactive = true;
  const { captcha } = await mount(provider, {}, 'foreign');
  const dialog = document.querySelector<HTMLDialogElement>('body > dialog')!;
  const first = captcha.solve!().catch((cause: unknown) => cause);
  await box(dialog.firstElementChild!.nextElementSibling!);
  dialog.querySelector<HTMLElement>(':scope > button')!.click();
  expect(await first).to.include({ code: 'captcha' });
  const second = captcha.solve!();
  await vi.waitUntil(() => dialog.open);
  (await box(dialog.firstElementChild!.nextElementSibling!))!.click();
  expect(control().verify(await second).success).to.equal(true);
});

test('With the mode "visible" it is there from the start and needs no sending', async () => {
  const { captcha, last } = await mount(provider, { mode: 'visible' });
  await vi.waitFor(() => expect(last()?.token).to.be.a('string'));
  const first = last()!.token;
  expect(captcha.solve).to.equal(undefined);
  captcha.reset();
  await vi.waitFor(() => expect(last()!.token).not.to.equal(first));
});

test('Key, theme and language reach the widget; the script has no query of its own but onload', async () => {
  await mount(provider, { locale: 'de-AT' });
  expect(widget().settings).to.include({ sitekey: 'site-key', theme: 'light', language: 'de-AT', action: 'comment' });
  expect(control().scripts).to.have.length(1);
  expect([...new URL(control().scripts[0]!.url).searchParams.keys()]).to.deep.equal(['render', 'onload']);
});

test('An error is told by its code, and the next attempt may pass', async () => {
  control().error = '300030';
  const { form, captcha } = await mount(provider);
  const reason = (await captcha.solve!().catch((cause: unknown) => cause)) as StarlingError;
  expect(reason).to.include({ code: 'captcha', message: 'Turnstile: error 300030' });
  await vi.waitFor(() => expect(form.querySelector('[role=alert]')!.textContent).to.contain('did not succeed'));
  control().error = undefined;
  expect(control().verify(await captcha.solve!()).success).to.equal(true);
});

test('A token that expires is taken back, and the next attempt runs again', async () => {
  control().lifetime = 50;
  const { captcha, last } = await mount(provider);
  const first = await captcha.solve!();
  await vi.waitFor(() => expect(last()).to.deep.equal({ token: undefined, error: undefined }));
  control().lifetime = 300_000;
  const second = await captcha.solve!();
  expect(second).not.to.equal(first);
});
