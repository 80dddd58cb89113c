import { fixture } from '@open-wc/testing';
import { html } from 'lit';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import '../../../src/bundle.js';
import { newReader } from '../../support/comment-form.js';
import { backendWith, until } from '../../support/elements.js';

beforeEach(newReader);

const seed = (...ratings: (1 | 2 | 3 | 4 | 5)[]) =>
  ratings.map((rating, index) => ({ id: `r${index}`, author: { name: 'Ann' }, body: 'x', rating }));
const blockOf = (element: Element) => element.querySelector('script[type="application/ld+json"]');
const draw = (item: string, ...ratings: (1 | 2 | 3 | 4 | 5)[]) =>
  fixture<HTMLElement & { reload(): Promise<void>; backend: unknown }>(
    html`<starling-comments .backend=${backendWith(seed(...ratings))} thread="t" json-ld=${item}></starling-comments>`,
  );

describe('json-ld', () => {
  test('describes what is rated by the thread’s ratings, in the document', async () => {
    const element = await draw('{"@type": "Product", "name": "Tea </script> pot"}', 5, 4, 4);
    await until(() => blockOf(element));
    const { text } = blockOf(element) as HTMLScriptElement;
    expect(text).not.toContain('<');
    expect(JSON.parse(text)).toEqual({
      '@context': 'https://schema.org',
      '@type': 'Product',
      name: 'Tea </script> pot',
      aggregateRating: { '@type': 'AggregateRating', ratingValue: 4.3, ratingCount: 3, bestRating: 5, worstRating: 1 },
    });
  });

  test('follows the ratings, and goes with them', async () => {
    const element = await draw('{"@type": "Product", "name": "Tea pot"}', 5);
    await until(() => blockOf(element));
    element.backend = backendWith(seed(5, 1, 1));
    await until(() => blockOf(element)?.textContent?.includes('"ratingCount":3'));
    // Longer than a new thread's first view takes to be over.
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(element.querySelectorAll('script')).toHaveLength(1);
    element.backend = backendWith([]);
    await until(() => !blockOf(element));
  });

  test.each(['', 'Tea pot', '{"name": "Tea pot"}', '[]'])(
    'that describes nothing is told to the author: %s',
    async (item) => {
      const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
      const element = await draw(item, 5);
      await vi.waitUntil(() => warn.mock.calls.some(([text]) => String(text).includes('json-ld')), { timeout: 3000 });
      expect(blockOf(element)).toBe(null);
      warn.mockRestore();
    },
  );
});
