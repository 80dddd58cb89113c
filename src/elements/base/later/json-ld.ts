import type { Summary } from '../../../contract.js';
import { trustedJson } from '../../../platform/trusted-types.js';
import type { ThreadScope } from '../thread-scope.js';
import { tellAuthor } from './tell-author.js';

type Described = HTMLElement & { readonly scope?: ThreadScope };

const example = `json-ld='{"@type": "Product", "name": "Tea pot"}'`;

/** Elements that are handled already. This code is called again for each new thread of an element. */
const described = new WeakSet<HTMLElement>();

/**
 * Describes the ratings for search engines. The item that is rated, as the page's author describes it, and its
 * `aggregateRating` (schema.org) are written into a data block inside the element. So the block is in the document,
 * where it must be, and is removed together with the element. Without ratings there is no block.
 *
 * @param item the thing as JSON, at least with `@type` and `name`
 */
export function describeRatings(element: Described, item: string): void {
  if (described.has(element)) return;
  described.add(element);
  const thing = parseThing(item);
  if (!thing) return tellAuthor(element, [{ given: `json-ld='${item}'`, instead: example }]);
  const script = document.createElement('script');
  script.type = 'application/ld+json';
  const describe = (): void => {
    const rating = ratingOf(element.scope?.store?.summary);
    if (!rating) return script.remove();
    const text = JSON.stringify({ '@context': 'https://schema.org', ...thing, aggregateRating: rating });
    // Escaped so that nothing in the text ends the script element if the page is serialised as HTML.
    script.textContent = trustedJson(text.replaceAll('<', '\\u003c'));
    element.append(script);
  };
  for (const type of ['loaded', 'submitted', 'rated', 'removed', 'edited'])
    element.addEventListener(`starling-${type}`, describe);
  describe();
}

function parseThing(item: string): object | undefined {
  try {
    const thing: unknown = JSON.parse(item);
    return thing && typeof thing === 'object' && '@type' in thing && 'name' in thing ? thing : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The rating with a decimal point in every language, rounded to the value that readers see: search engines want both.
 */
const ratingOf = (summary: Summary | null | undefined): object | undefined =>
  summary?.average
    ? {
        '@type': 'AggregateRating',
        ratingValue: Math.round(summary.average * 10) / 10,
        ratingCount: summary.count,
        bestRating: 5,
        worstRating: 1,
      }
    : undefined;
