import { expect } from '@open-wc/testing';
import { afterEach, test } from 'vitest';
import { cdp } from 'vitest/browser';
import '../../src/define.js';
import { newThread } from '../support/comment-form.js';
import { backendWith, button, find, findAll, roots, until } from '../support/elements.js';

const emulate = (media: 'print' | '') =>
  (cdp() as unknown as { send(method: string, parameters: object): Promise<void> }).send('Emulation.setEmulatedMedia', {
    media,
  });
afterEach(() => emulate(''));

test('what is printed has the words, and neither form nor buttons', async () => {
  const element = document.createElement('starling-comments');
  Object.assign(element, { backend: backendWith(roots(3)), thread: newThread() });
  document.body.append(element);
  await until(() => findAll(element, '.body').length === 3);
  button(element, 'Report')!.click();
  await until(() => find(element, '.panel textarea'));
  await emulate('print');
  const seen = (selector: string) => findAll(element, selector).filter((each) => each.checkVisibility());
  // By styles that come after the first view.
  await until(() => !seen('button, form, input, textarea, select, label').length);
  expect(seen('.body')).to.have.length(3);
  element.remove();
});
