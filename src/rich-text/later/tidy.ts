import { webAddress } from '../../platform/web-address.js';

/** Elements below this many others become text. */
const tooDeep = ':scope' + '>*'.repeat(32);

/**
 * Brings what an engine let through into its last form: links that go to the web or to a mailbox and pass nothing on,
 * images as links (or lazy, without referrer), nothing nested without end.
 *
 * A relative address goes like a forbidden scheme: it was written for another page.
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

  // The engines differ in which other values they let through.
  for (const name of ['start', 'align'])
    for (const element of root.querySelectorAll(`[${name}]`))
      if (!/^(\d{1,9}|left|center|right)$/i.test(element.getAttribute(name)!)) element.removeAttribute(name);
}
