import type { Summary } from '../../../contract.js';
import { trustedJson } from '../../../platform/trusted-types.js';
import type { ThreadScope } from '../thread-scope.js';
import { tellAuthor } from './tell-author.js';

type Described = HTMLElement & { readonly scope?: ThreadScope };

const example = `json-ld='{"@type": "Product", "name": "Tea pot"}'`;

/** Elements that do already: each new thread of theirs is a first view again. */
const described = new WeakSet<HTMLElement>();

/**
 * Tells search engines of the ratings: puts the thing that is rated, as the page's author describes it, with its
 * `aggregateRating` (schema.org) into a data block inside of the element. That is in the document, as it must be, and
 * leaves with the element. Without ratings there is none.
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
    // Where the page is written out as HTML, nothing in it ends the block.
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

/** With a decimal point, whatever the language: search engines want the number, and just what readers see. */
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
