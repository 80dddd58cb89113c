import createPurifier from 'dompurify';
import { inertHtml } from '../../platform/trusted-types.js';
import { elements, unwrapped } from './allow-list.js';
import type { Engine } from '../sanitiser.js';
import { inertDocument } from './inert-document.js';

// A page that does not allow the policy learns so here, as this loads: it then shows text without markup.
inertHtml('');

/** An instance of our own: hooks and policy must not reach a page's. */
const purifier = createPurifier(window);

/** Element to the attributes it keeps. */
const allowed = new Map(
  elements.map((element) => (typeof element === 'string' ? [element, []] : [element.name, element.attributes])),
);

purifier.addHook('uponSanitizeAttribute', (element, attribute) => {
  attribute.keepAttr = !!allowed.get(element.localName)?.includes(attribute.attrName);
});

purifier.setConfig({
  ALLOWED_TAGS: ['#text', ...allowed.keys(), ...unwrapped],
  ALLOWED_ATTR: [...allowed.values()].flat(),
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  KEEP_CONTENT: false,
  // Guards what is serialised and parsed again; this DOM is neither, and setHTML has no such rule.
  SAFE_FOR_XML: false,
  IN_PLACE: true,
  // Sanitising in place needs no policy.
  TRUSTED_TYPES_POLICY: null,
});

/** The allow-list by DOMPurify, for browsers without `setHTML`. */
export const purify: Engine = (html) => {
  // A document for each: DOMPurify's iterators slow down every later change in theirs until they are collected.
  const root = inertDocument().createElement('div');
  // It would parse a whole document itself, in quirks mode; parsing here gives what setHTML gives.
  root.innerHTML = inertHtml(html);
  purifier.sanitize(root);
  return root;
};
