import createPurifier from 'dompurify';
import { inertHtml } from '../../platform/trusted-types.js';
import { elements, unwrapped } from './allow-list.js';
import type { Engine } from '../sanitiser.js';
import { inertDocument } from './inert-document.js';

// If the page's CSP does not allow the policy, this throws while the module loads. Comments are then shown as text.
inertHtml('');

/** A separate instance, so that our hooks and policy do not affect the page's own DOMPurify. */
const purifier = createPurifier(window);

/** The allowed attributes of each allowed element. */
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
  // That option protects DOM that is serialised and parsed again. Ours is not, and setHTML has no such rule.
  SAFE_FOR_XML: false,
  IN_PLACE: true,
  // Sanitising in place needs no policy.
  TRUSTED_TYPES_POLICY: null,
});

/** Applies the allow-list with DOMPurify, for browsers without `setHTML`. */
export const purify: Engine = (html) => {
  // One document for each call: DOMPurify's iterators slow down every later change in their document until they are
  // garbage-collected.
  const root = inertDocument().createElement('div');
  // DOMPurify would parse a string as a whole document in quirks mode. Parsing here gives the same result as setHTML.
  root.innerHTML = inertHtml(html);
  purifier.sanitize(root);
  return root;
};
