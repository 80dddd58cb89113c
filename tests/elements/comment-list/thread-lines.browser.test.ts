import { expect, fixtureCleanup } from '@open-wc/testing';
import { afterEach, beforeEach, test } from 'vitest';
import '../../../src/define.js';
import { backendWith, until } from '../../support/elements.js';
import { draft, itemOf, listOver, reach } from '../../support/comment-list.js';

beforeEach(() => localStorage.clear());
afterEach(() => fixtureCleanup());

const at = (minute: number) => new Date(Date.now() - (60 - minute) * 60_000).toISOString();

test('a line that ended with a reply goes on when another comes', async () => {
  const backend = backendWith([
    { id: 'a', author: { name: 'Ann' }, body: '1', createdAt: at(2) },
    { id: 'b', author: { name: 'Bob' }, body: '2', parent: 'a', createdAt: at(3) },
    { id: 'c', author: { name: 'Cy' }, body: '3', parent: 'b', createdAt: at(4) },
  ]);
  const list = await listOver(backend);
  await reach(list);
  const isLast = (id: string) => itemOf(list, id).style.getPropertyValue('--last') === '1';
  const linesBeside = (id: string) =>
    getComputedStyle(itemOf(list, id), '::before').maskImage.split('rgb(0, 0, 0) 0px').length - 1;
  await until(() => isLast('b'));
  expect([isLast('c'), linesBeside('b'), linesBeside('c')]).to.eql([true, 0, 0]);

  await backend.submit({ ...draft('And me'), parent: 'a' });
  await list.store!.load();
  await until(() => !isLast('b'));
  // Its own line, and beside the branch that it passes.
  expect([isLast('c'), linesBeside('b'), linesBeside('c')]).to.eql([true, 1, 1]);
});
