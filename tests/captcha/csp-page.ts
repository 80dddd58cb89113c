import { createChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { altchaCaptcha } from '../../src/captcha/altcha/index.js';
import { loadScript } from '../../src/captcha/shared/load-script.js';
import { trustedJson } from '../../src/platform/trusted-types.js';
import { mount, standIn } from './captcha-fixture.js';

/* Runs in the frame that csp.test.ts makes, under a strict CSP with Trusted Types; tells what happened. */
// What vitest puts around every import(), and only its own frame has.
Object.assign(window, { __vitest_browser_runner__: { wrapDynamicImport: (load: () => unknown) => load() } });

const results: Record<string, string> = {};
const attempt = async (name: string, run: () => unknown) => {
  results[name] = await Promise.resolve()
    .then(run)
    .then(String, (cause: Error) => cause.name);
};

const challenge = () =>
  createChallenge({ algorithm: 'PBKDF2/SHA-256', cost: 100, counter: 9, deriveKey, hmacSignatureSecret: 'secret' });

await attempt('altcha', async () => {
  const { captcha, form } = await mount(altchaCaptcha(), { challenge });
  const token = await captcha.solve!();
  // That the adopted styles hold.
  return token && getComputedStyle(form.querySelector('.starling-altcha')!).display;
});
await attempt('dialog', async () => {
  const { captcha } = await mount(altchaCaptcha(), { challenge }, 'foreign');
  return (await captcha.solve!()) && 'solved';
});
await attempt('script', () => loadScript(standIn('answers')));
await attempt('json', () => {
  const script = document.createElement('script');
  script.type = 'application/ld+json';
  script.textContent = trustedJson('{"a": 1}');
  document.head.append(script);
  return script.text;
});
// That the policy really is one: what it does not allow does not happen.
await attempt('strange', () => {
  document.createElement('script').src = `${location.origin}/strange.js`;
});
parent.postMessage({ csp: results }, '*');
