import { expect } from '@open-wc/testing';
import { beforeAll, beforeEach, describe, test } from 'vitest';
import type { CaptchaOptions } from '../../../src/captcha.js';
import { StarlingError } from '../../../src/errors.js';
import type { FormHost } from '../../../src/elements/comment-form/form-host.js';
import { captchaOnDemand } from '../../../src/elements/comment-form/later/captcha-on-demand.js';
import { registerCaptcha } from '../../../src/register.js';
import type { ThreadStore } from '../../../src/thread/thread-store.js';
import { alert, backendFor, field, fill, newReader, openForm, send, status, type } from '../../support/comment-form.js';
import { button, find, until } from '../../support/elements.js';

beforeEach(newReader);
// As a form does a second after it is shown.
beforeAll(() => captchaOnDemand({ captchaName: 'any' } as FormHost, {} as ThreadStore, () => {}).load());

interface Box {
  button: HTMLButtonElement;
  options: CaptchaOptions;
  resets: number;
  destroyed: boolean;
}

let names = 0;

/** A captcha that a reader ticks (or, invisible, that solves itself), each token good for once, and all its boxes. */
function captcha({ invisible = false, name = `box-${++names}` } = {}): { name: string; boxes: Box[] } {
  const boxes: Box[] = [];
  let tokens = 0;
  registerCaptcha(name, async () => ({
    name,
    async mount(container, options) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = 'I am no robot';
      const box: Box = { button, options, resets: 0, destroyed: false };
      button.onclick = () => options.onChange(`token-${++tokens}`);
      container.append(button);
      boxes.push(box);
      return {
        ...(invisible && { solve: async () => `token-${++tokens}` }),
        reset: () => void box.resets++,
        destroy() {
          box.destroyed = true;
          button.remove();
        },
      };
    },
  }));
  return { name, boxes };
}

const problem = (form: Element) => find(form, '.captcha .note')?.textContent!.trim();

describe('a captcha', () => {
  test('is nowhere until the reader comes to the form, and then in its slot', async () => {
    const { name, boxes } = captcha();
    const form = await openForm(backendFor({ captcha: { provider: name, key: 'k' } }));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(boxes).to.have.length(0);
    field(form, 'email').focus();
    await until(() => boxes.length === 1);
    expect(boxes[0]!.options.key).to.equal('k');
    expect(boxes[0]!.button.closest('[slot=captcha]')!.parentElement).to.equal(form);
    field(form, 'name').focus();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(boxes).to.have.length(1);
    await expect(form).to.be.accessible();
  });

  test('moves nothing when it comes, whether the form is wide or narrow: the room is there before it', async () => {
    for (const width of ['760px', '600px', '304px']) {
      const { name, boxes } = captcha();
      const form = await openForm(backendFor(), { captcha: name });
      form.style.width = width;
      const before = form.offsetHeight;
      field(form, 'email').focus();
      await until(() => boxes.length === 1);
      boxes[0]!.button.style.cssText = 'display: block; width: 300px; height: 78px';
      expect(form.offsetHeight).to.equal(before);
    }
  });

  test('that only the settings name takes its room with an action of the reader in a field, not at a button', async () => {
    for (const width of ['760px', '600px', '304px']) {
      const { name, boxes } = captcha();
      const form = await openForm(backendFor({ captcha: { provider: name } }));
      form.style.width = width;
      const before = form.offsetHeight;
      button(form, 'Post comment')!.focus();
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(form.offsetHeight).to.equal(before);
      field(form, 'email').focus();
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const after = form.offsetHeight;
      expect(after).to.be.greaterThan(before);
      await until(() => boxes.length === 1);
      boxes[0]!.button.style.cssText = 'display: block; width: 300px; height: 78px';
      expect(form.offsetHeight).to.equal(after);
    }
  });

  test('that the reader has to tick is asked for, and its answer goes with the comment', async () => {
    const { name, boxes } = captcha();
    const backend = backendFor({ captcha: { provider: name } });
    const form = await openForm(backend);
    await fill(form);
    send(form);
    await until(() => problem(form) === 'Please complete the captcha.');
    expect(document.activeElement).to.equal(boxes[0]!.button);
    expect(backend.attempts).to.have.length(0);
    await expect(form).to.be.accessible();
    boxes[0]!.button.click();
    await until(() => problem(form) === '');
    send(form);
    await until(() => status(form).startsWith('Thank'));
    expect(backend.attempts[0]!.draft.captcha).to.eql({ provider: name, token: 'token-1' });
  });

  test('is asked for in the words that are known where it is reCAPTCHA', async () => {
    captcha({ name: 'recaptcha' });
    const form = await openForm(backendFor({ captcha: { provider: 'recaptcha' } }));
    await fill(form);
    send(form);
    await until(() => problem(form) === 'Please check re-captcha.');
  });

  test('that solves itself asks the reader for nothing', async () => {
    const { name } = captcha({ invisible: true });
    const backend = backendFor({ captcha: { provider: name } });
    const form = await openForm(backend);
    await fill(form);
    send(form);
    await until(() => status(form).startsWith('Thank'));
    expect(backend.attempts[0]!.draft.captcha).to.eql({ provider: name, token: 'token-1' });
  });

  test('is good once: it is made new after every attempt, also one that failed', async () => {
    const { name, boxes } = captcha();
    let online = false;
    const backend = backendFor({ captcha: { provider: name } }, (keep) =>
      online ? keep() : Promise.reject(new StarlingError('network')),
    );
    const form = await openForm(backend);
    await fill(form);
    await until(() => boxes.length);
    boxes[0]!.button.click();
    send(form);
    await until(() => alert(form));
    expect(boxes[0]!.resets).to.equal(1);
    online = true;
    send(form);
    await until(() => problem(form) === 'Please complete the captcha.');
    boxes[0]!.button.click();
    send(form);
    await until(() => status(form).startsWith('Thank'));
    expect(backend.attempts.map(({ draft }) => draft.captcha!.token)).to.eql(['token-1', 'token-2']);
    expect(backend.attempts[0]!.key).to.equal(backend.attempts[1]!.key);
    expect(boxes[0]!.resets).to.equal(2);
  });

  test('that the server does not accept is told at the captcha', async () => {
    const { name, boxes } = captcha();
    const form = await openForm(
      backendFor({ captcha: { provider: name } }, () => Promise.reject(new StarlingError('captcha'))),
    );
    await fill(form);
    await until(() => boxes.length);
    boxes[0]!.button.click();
    send(form);
    await until(() => problem(form) === 'The captcha did not succeed. Please try again.');
    expect(alert(form)).to.equal('');
    expect(field(form, 'body').value).to.equal('What a fine article.');
    boxes[0]!.button.click();
    await until(() => problem(form) === '');
  });

  test('of the page is used where the server names none, with its mode; else the one that the server names', async () => {
    const [page, server] = [captcha({ invisible: true }), captcha({ invisible: true })];
    const loose = await openForm(backendFor(), { captcha: `${page.name} invisible`, captchaKey: 'page-key' });
    field(loose, 'email').focus();
    await until(() => page.boxes.length === 1);
    expect(page.boxes[0]!.options).to.include({ mode: 'invisible', key: 'page-key' });
    const strict = await openForm(backendFor({ captcha: { provider: server.name, key: 'server-key' } }), {
      captcha: page.name,
      captchaKey: 'page-key',
    });
    field(strict, 'email').focus();
    await until(() => server.boxes.length === 1);
    expect(server.boxes[0]!.options.key).to.equal('server-key');
    expect(page.boxes).to.have.length(1);
  });

  test('is at one form at a time, and leaves the page with it', async () => {
    const { name, boxes } = captcha();
    const backend = backendFor({ captcha: { provider: name } });
    const first = await openForm(backend);
    const second = await openForm(backend, { parent: 'c1' });
    await type(first, 'body', 'One');
    await until(() => boxes.length === 1);
    await type(second, 'body', 'Two');
    await until(() => boxes.length === 2);
    expect(boxes.map(({ destroyed }) => destroyed)).to.eql([true, false]);
    await type(first, 'body', ' more');
    await until(() => boxes.length === 3);
    expect(boxes.map(({ destroyed }) => destroyed)).to.eql([true, true, false]);
    first.remove();
    await until(() => boxes[2]!.destroyed);
  });

  test('comes also where the reader was faster than the settings, as soon as that reader goes on', async () => {
    const { name, boxes } = captcha();
    const backend = backendFor({ captcha: { provider: name } });
    const { list } = backend;
    let arrive!: () => void;
    const form = document.createElement('starling-comment-form');
    Object.assign(form, {
      backend: Object.assign(backend, {
        async list(...call: Parameters<typeof list>) {
          await new Promise<void>((resolve) => (arrive = resolve));
          return list(...call);
        },
      }),
      thread: 'slow',
    });
    document.body.append(form);
    await form.updateComplete;
    await fill(form);
    expect(boxes).to.have.length(0);
    arrive();
    await until(() => form.store?.status === 'complete');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(boxes).to.have.length(0);
    await type(form, 'body', ' And');
    await until(() => boxes.length === 1);
    form.remove();
  });
});
