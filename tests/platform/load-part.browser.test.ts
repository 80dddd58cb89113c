import { expect } from '@open-wc/testing';
import { afterEach, describe, test } from 'vitest';
import { StarlingError } from '../../src/errors.js';
import { loadPart } from '../../src/platform/load-part.js';

const { fetch } = globalThis;
afterEach(() => Object.assign(globalThis, { fetch }));

/** A part whose file is not there. */
const gone = () => import(/* @vite-ignore */ `/src/gone-${Math.random()}.js`);

const failureOf = (load: () => Promise<unknown>): Promise<StarlingError> =>
  loadPart(load).then(
    () => expect.fail('it came'),
    (error) => {
      expect(error).to.be.instanceOf(StarlingError);
      return error;
    },
  );

describe('a part that does not come', () => {
  test('is gone where the network is there: the page is out of date', async () => {
    expect(await failureOf(gone)).to.include({ code: 'network', outdated: true });
  });

  test('is a lost connection where nothing answers, or only a proxy without its server', async () => {
    for (const answer of [
      () => Promise.reject(new TypeError('Failed to fetch')),
      async () => new Response('', { status: 502 }),
    ]) {
      Object.assign(globalThis, { fetch: answer });
      expect(await failureOf(gone)).to.include({ code: 'network', outdated: undefined });
    }
  });
});

test('a part that comes at the second try is there', async () => {
  let tries = 0;
  const part = await loadPart(async () => (tries++ ? { here: true } : gone()));
  expect(part).to.eql({ here: true });
});
