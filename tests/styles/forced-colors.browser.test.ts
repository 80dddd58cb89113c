import { expect, fixtureCleanup } from '@open-wc/testing';
import { afterEach, beforeEach, test } from 'vitest';
import { cdp } from 'vitest/browser';
import '../../src/define.js';
import { newThread } from '../support/comment-form.js';
import { backendWith, find, findAll, until } from '../support/elements.js';

/** Colours that the reader's system sets in place of all others. */
const force = (value: 'active' | '') =>
  (cdp() as unknown as { send(method: string, parameters: object): Promise<void> }).send('Emulation.setEmulatedMedia', {
    features: [{ name: 'forced-colors', value }],
  });
beforeEach(() => force('active'));
afterEach(async () => {
  await force('');
  fixtureCleanup();
  document.querySelectorAll('starling-comments').forEach((each) => each.remove());
});

test('where colours are forced, arrows, badges and bars keep their shape', async () => {
  const element = document.createElement('starling-comments');
  const comments = [
    { id: 'c1', author: { name: 'Ada', badge: 'owner' as const }, body: 'Words', rating: 4 as const },
    { id: 'c2', author: { name: 'Bo' }, body: 'Words', rating: 2 as const },
  ];
  Object.assign(element, { backend: backendWith(comments), thread: newThread() });
  document.body.append(element);
  await until(() => find(element, '.up') && find(element, '.badge') && find(element, '.rows'));
  const ground = document.body.appendChild(document.createElement('i'));
  ground.style.backgroundColor = 'Canvas';
  const canvas = getComputedStyle(ground).backgroundColor;
  ground.remove();
  for (const name of ['.up', '.down']) {
    const { backgroundColor, color, content } = getComputedStyle(find(element, name)!, '::before');
    // A ground would be the canvas; a letter is not.
    expect(backgroundColor, name).to.match(/, 0\)$/);
    expect(content, name).to.match(/[▲▼]/);
    expect(color, name).not.to.equal(canvas);
  }
  for (const name of ['.badge', '.avatar']) {
    const shape = getComputedStyle(find(element, name)!);
    // It comes after the first view.
    await until(() => shape.outlineStyle === 'solid');
    expect(shape.outlineColor, name).not.to.equal(canvas);
    expect(shape.outlineColor, name).not.to.equal('rgba(0, 0, 0, 0)');
  }
  const track = getComputedStyle(find(element, '.row > i')!);
  expect(track.outlineStyle).to.equal('solid');
  expect(track.outlineColor).not.to.equal('rgba(0, 0, 0, 0)');
  const bars = findAll(element, '[part=bar]').map((bar) => getComputedStyle(bar).backgroundColor);
  for (const bar of bars) expect(bar).not.to.equal(canvas);
});
