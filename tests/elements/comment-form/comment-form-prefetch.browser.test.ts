import { expect } from '@open-wc/testing';
import { afterEach, beforeEach, describe, test, vi } from 'vitest';
import type { Backend } from '../../../src/backend.js';
import { registerCaptcha } from '../../../src/register.js';
import { backendFor, newReader, openForm } from '../../support/comment-form.js';

beforeEach(newReader);
afterEach(() => Reflect.deleteProperty(navigator, 'connection'));

/** A backend and a captcha that tell when their code for writing was asked for. */
function watched(): { backend: Backend; loaded: string[] } {
  const loaded: string[] = [];
  const provider = `watched-${Math.random()}`;
  registerCaptcha(provider, async () => {
    loaded.push('captcha');
    return { name: provider, mount: () => new Promise<never>(() => {}) };
  });
  const backend = Object.assign(backendFor({ captcha: { provider } }), {
    prepare: async () => loaded.push('backend'),
  });
  return { backend, loaded };
}

describe('what writing needs', () => {
  test('is fetched once the form is shown, before anybody writes', async () => {
    const { backend, loaded } = watched();
    await openForm(backend);
    expect(loaded).to.eql([]);
    // A second of rest, and the time that the test server takes to compile it.
    await vi.waitUntil(() => loaded.length === 2, { timeout: 20_000 });
    expect(loaded.sort()).to.eql(['backend', 'captcha']);
  });

  test('is fetched only when it is needed where the reader saves data', async () => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true }, configurable: true });
    const { backend, loaded } = watched();
    const form = await openForm(backend);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(loaded).to.eql([]);
    form.focus();
    await vi.waitUntil(() => loaded.includes('captcha'), { timeout: 20_000 });
  });
});
