import { webAddress } from '../../platform/web-address.js';

/** Elements nested this deep become text. */
const tooDeep = ':scope' + '>*'.repeat(32);

/**
 * Brings the output of an engine into its final form. Links lead to the web or to a mailbox only, with `rel="nofollow
 * ugc noopener"`; images become links, or load lazily and without a referrer; the nesting depth is limited.
 *
 * A relative address is removed like one with a forbidden scheme, because it was written for another page.
 */
export function tidy(root: HTMLElement, images: boolean): void {
  for (const element of root.querySelectorAll(tooDeep)) element.replaceChildren(element.textContent);

  for (const image of root.querySelectorAll('img')) {
    const src = webAddress(image.getAttribute('src'));
    const alt = image.getAttribute('alt')?.trim() ?? '';
    if (!src) {
      image.replaceWith(alt);
      continue;
    }
    const link = image.ownerDocument.createElement('a');
    link.href = src;
    link.append(alt || src);
    if (images) Object.assign(image, { src, alt, loading: 'lazy', decoding: 'async', referrerPolicy: 'no-referrer' });
    else image.replaceWith(image.closest('a') ? alt : link);
  }

  for (const link of root.querySelectorAll('a')) {
    const href = webAddress(link.getAttribute('href'), true);
    if (href) Object.assign(link, { href, rel: 'nofollow ugc noopener' });
    else link.removeAttribute('href');
  }

  // The engines differ in which other values they allow.
  for (const name of ['start', 'align'])
    for (const element of root.querySelectorAll(`[${name}]`))
      if (!/^(\d{1,9}|left|center|right)$/i.test(element.getAttribute(name)!)) element.removeAttribute(name);
}
