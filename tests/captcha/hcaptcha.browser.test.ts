import { expect } from '@open-wc/testing';
import { afterEach, beforeEach, test, vi } from 'vitest';
import { hcaptchaCaptcha } from '../../src/captcha/hcaptcha/index.js';
import type { StarlingError } from '../../src/errors.js';
import { mount, standIn, unmountAll } from './captcha-fixture.js';

interface StandIn {
  scripts: string[];
  widgets: Map<string, { settings: Record<string, unknown>; resets: number }>;
  lifetime: number;
  outcome: string;
  verify(token: string): { success: boolean };
}
const control = () => (window as unknown as { hcaptchaStandIn: StandIn }).hcaptchaStandIn;
const widget = () => [...control().widgets.values()].at(-1)!;
const provider = hcaptchaCaptcha({ src: standIn('hcaptcha') });
const box = (within: ParentNode) => within.querySelector<HTMLElement>('button')!;

beforeEach(async () => {
  await mount(provider);
  await unmountAll();
  Object.assign(control(), { lifetime: 120_000, outcome: 'pass' });
});
afterEach(unmountAll);

test('The checkbox gives a token that passes once, and asks again after a reset', async () => {
  const { form, captcha, last } = await mount(provider);
  await expect(form).to.be.accessible();
  expect(captcha.solve).to.equal(undefined);
  box(form).click();
  await vi.waitFor(() => expect(last()?.token).to.be.a('string'));
  expect(control().verify(last()!.token!).success).to.equal(true);
  expect(control().verify(last()!.token!).success).to.equal(false);
  captcha.reset();
  expect(widget().resets).to.equal(1);
});

test('Its script leaves the page’s reCAPTCHA alone and is loaded once', async () => {
  await mount(provider);
  expect(control().scripts).to.have.length(1);
  const { searchParams } = new URL(control().scripts[0]!);
  expect(searchParams.get('recaptchacompat')).to.equal('off');
  expect(searchParams.get('render')).to.equal('explicit');
  expect('grecaptcha' in window).to.equal(false);
  expect(widget().settings).to.include({ sitekey: 'site-key', theme: 'light', hl: 'en', size: 'normal' });
});

test('In invisible mode it solves as the form is sent, anew for each attempt', async () => {
  const { captcha } = await mount(provider, { mode: 'invisible' });
  const first = await captcha.solve!();
  expect(control().verify(first).success).to.equal(true);
  captcha.reset();
  expect(await captcha.solve!()).not.to.equal(first);
});

test('A challenge that the reader closes fails the attempt, and the next one may pass', async () => {
  control().outcome = 'challenge-closed';
  const { captcha, last } = await mount(provider, { mode: 'invisible' });
  const reason = (await captcha.solve!().catch((cause: unknown) => cause)) as StarlingError;
  expect(reason).to.include({ code: 'captcha', message: 'hCaptcha: challenge-closed' });
  expect(last()!.error).to.equal(reason);
  control().outcome = 'pass';
  expect(control().verify(await captcha.solve!()).success).to.equal(true);
});

test('A token that expires is taken back', async () => {
  control().lifetime = 50;
  const { form, changes } = await mount(provider);
  box(form).click();
  await vi.waitFor(() => expect(changes).to.have.length(2));
  expect(changes[1]).to.deep.equal({ token: undefined, error: undefined });
});

test('In somebody else’s shadow root it works by the dialog', async () => {
  const { captcha } = await mount(provider, {}, 'foreign');
  const solving = captcha.solve!();
  const dialog = await vi.waitUntil(() => document.querySelector<HTMLElement>('body > dialog[open]'));
  box(dialog!).click();
  expect(control().verify(await solving).success).to.equal(true);
});

test('A captcha that is taken away is removed from hCaptcha too', async () => {
  const { captcha } = await mount(provider);
  captcha.destroy();
  expect(control().widgets.size).to.equal(0);
});
