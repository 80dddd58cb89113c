import { describe, expect, test } from 'vitest';
import { createAccounts } from '../../../server/src/service/accounts.js';
import { looksLike } from '../../../server/src/service/text/skeletons.js';
import { createFixture } from '../support/fixture.js';
import { password, quickScrypt } from '../support/moderators.js';

const opened = async (more = {}) => {
  const fixture = await createFixture();
  const accounts = createAccounts(fixture.store, quickScrypt);
  const ada = { login: 'ada', shownName: 'Ada Lovelace', role: 'moderator', scope: 'all', reserved: true } as const;
  await accounts.add({ ...ada, ...more, password });
  const post = (name: string, site?: string) => fixture.post({ site, author: { name, email: 'a@example.org' } });
  return { fixture, post };
};

describe('a moderator’s name', () => {
  test.each([
    'Ada Lovelace',
    'ada lovelace',
    'Аda Lovelace',
    'Αda Lоvelace',
    'Ada  Love\u200Blace',
    'AdaLovelace',
    'Àdá Lóvelace',
    'Ａｄａ Ｌｏｖｅｌａｃｅ',
    '𝒜𝒹𝒶 𝓁𝑜𝓋𝑒𝓁𝒶𝒸𝑒',
    'Ada Lovelace.',
    'Ada Iovelace',
    'Ada Love1ace',
    'Ada L0velace',
  ])('is nobody else’s, nor is %s', async (name) => {
    const { fixture, post } = await opened();
    const { status, body } = await post(name);
    expect([status, body.code, Object.keys(body.fields!)]).toEqual([422, 'invalid', ['author.name']]);
    expect((await fixture.list()).body.total).toBe(0);
  });

  test.each([
    ['Сорока', 'Copoкa'],
    ['Сорока', 'СОРОКА'],
    ['Иван Ос', 'Иван Oc'],
    ['ΑΝΝΑ', 'ANNA'],
    ['Άννα', 'Αννα'],
    ['محمد', 'محـمد'],
    ['محمد', 'مُحَمَّد'],
    ['田中', '田 中'],
    ['さくら', 'さ\u200Bくら'],
  ])('of another script, %s, is not %s either', async (shownName, name) => {
    const { post } = await opened({ shownName });
    expect((await post(name)).status).toBe(422);
  });

  test.each(['Ada', 'Ada Lovelace Jr', 'Adam Lovelace', 'Bea', '愛', 'Ada Loveface'])(
    'leaves other names to others: %s',
    async (name) => {
      const { post } = await opened();
      expect((await post(name)).status).toBe(201);
    },
  );

  test('is free on sites that they don’t moderate, and where it isn’t reserved', async () => {
    const { post } = await opened({ scope: ['one'] });
    expect([(await post('Ada Lovelace', 'one')).status, (await post('Ada Lovelace', 'two')).status]).toEqual([
      422, 201,
    ]);
    const free = await opened({ reserved: false });
    expect((await free.post('Ada Lovelace')).status).toBe(201);
  });
});

test('a name in any script looks like itself', () => {
  for (const name of ['Иван', 'محمد', '田中', 'José', 'Ωmega']) expect(looksLike(name.toUpperCase(), name)).toBe(true);
});
