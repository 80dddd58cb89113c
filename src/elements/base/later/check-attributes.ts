import type { ReactiveElement } from '../reactive-element.js';
import type { Backend } from '../../../backend.js';
import type { ThreadScope } from '../thread-scope.js';
import { attributeDefaults } from '../thread-attributes.js';

/** An attribute with an invalid name or value. */
export interface WrongAttribute {
  /** As written on the page: `sort="foo"`. */
  given: string;
  /** What to write instead, in English. */
  instead: string;
}

type Rule = { oneOf: readonly string[] } | { from: number; to: number };

const orders = ['newest', 'oldest', 'helpful', 'highest', 'lowest'];

const rules: Record<string, Rule> = {
  sort: { oneOf: orders },
  pageSize: { from: 1, to: 100 },
  loading: { oneOf: ['lazy', 'eager'] },
  rating: { oneOf: ['off', 'optional', 'required'] },
  captchaPlacement: { oneOf: ['auto', 'slot', 'dialog'] },
  maxDepth: { from: 0, to: Infinity },
  feedback: { oneOf: ['errors', 'all'] },
  headingLevel: { from: 1, to: 6 },
  composer: { oneOf: ['full', 'compact'] },
  images: { oneOf: ['avatars', 'allow'] },
  theme: { oneOf: ['auto', 'light', 'dark'] },
};

/** Returns the attributes with an invalid name or value, and sets invalid values that have a default to it. */
export function mendAttributes(element: HTMLElement): WrongAttribute[] {
  // A captcha may be in an element that is the page's own and has no `byAttribute`.
  const { byAttribute = [] } = element.constructor as Partial<typeof ReactiveElement>;
  const known = new Map([...byAttribute].map(([attribute, [name]]) => [name, attribute]));
  return [...misspelt(element, [...known.values()]), ...outOfRange(element, known)];
}

/** Finds variants such as `pagesize`, `page_size` and (copied from the script tag) `data-page-size` for `page-size`. */
function misspelt(element: HTMLElement, known: string[]): WrongAttribute[] {
  const bare = (name: string) => name.replace(/^data-|[-_]/g, '').toLowerCase();
  return element.getAttributeNames().flatMap((name) => {
    const right = known.find((each) => bare(each) === bare(name));
    if (!right || known.includes(name)) return [];
    return [{ given: name, instead: `${right}="${element.getAttribute(name)!}"` }];
  });
}

function outOfRange(element: HTMLElement, known: Map<string, string>): WrongAttribute[] {
  const values = element as unknown as Record<string, unknown>;
  return Object.entries(rules).flatMap(([name, rule]) => {
    const attribute = known.get(name);
    const value = values[name] ?? (attribute && element.getAttribute(attribute));
    if (!attribute || value === null || value === undefined || value === '') return [];
    const allowed = name === 'sort' ? { oneOf: sortsOf(element) ?? orders } : rule;
    if (isRight(value, allowed)) return [];
    // The default is used, so that the thread is shown anyway.
    if (name in attributeDefaults) values[name] = attributeDefaults[name as keyof typeof attributeDefaults];
    return [
      {
        given: `${attribute}="${element.getAttribute(attribute) ?? String(value)}"`,
        instead: wordsOf(allowed, attribute),
      },
    ];
  });
}

const isRight = (value: unknown, rule: Rule): boolean =>
  'oneOf' in rule ? rule.oneOf.includes(value as string) : Number(value) >= rule.from && Number(value) <= rule.to;

const wordsOf = (rule: Rule, attribute: string): string =>
  'oneOf' in rule
    ? rule.oneOf.map((each) => `${attribute}="${each}"`).join(' or ')
    : `a number, ${rule.from} ${rule.to === Infinity ? 'or more' : `to ${rule.to}`}`;

const sortsOf = (element: HTMLElement): Backend['sorts'] =>
  (element as HTMLElement & { scope?: ThreadScope }).scope?.store?.backend?.sorts;
