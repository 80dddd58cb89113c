/** Elements below this many others become text. */
const tooDeep = ':scope' + '>*'.repeat(32);

/**
 * Blocks of text, each to have the direction of its words. `auto` looks past what has a direction itself, so the first
 * block of a list, a quote or a row has none: it decides for all of it, on which side markers and borders stand.
 */
const directed =
  ':is(p,h1,h2,h3,h4,h5,h6,pre,blockquote,ul,ol,li,table,th,td):not(:is(blockquote,tr)>:first-child,li:first-child,li>p:first-child)';

/**
 * Brings what an engine let through into its last form: links that go to the web or to a mailbox and pass nothing on,
 * images as links (or lazy, without referrer), nothing nested without end, a direction for each block.
 *
 * A relative address goes like a forbidden scheme: it was written for another page.
 */
export function tidy(root: HTMLElement, images: boolean): void {
  for (const element of root.querySelectorAll(tooDeep)) element.replaceChildren(element.textContent);

  for (const image of root.querySelectorAll('img')) {
    const src = valueOf(image, 'src');
    const alt = valueOf(image, 'alt');
    const link = image.ownerDocument.createElement('a');
    link.href = src;
    link.append(alt || src);
    if (!/^https?:\/\/./i.test(src)) image.replaceWith(alt);
    else if (images)
      Object.assign(image, { src, alt, loading: 'lazy', decoding: 'async', referrerPolicy: 'no-referrer' });
    else image.replaceWith(image.closest('a') ? alt : link);
  }

  for (const link of root.querySelectorAll('a')) {
    const href = valueOf(link, 'href');
    if (/^(https?:\/\/|mailto:)./i.test(href)) Object.assign(link, { href, rel: 'nofollow ugc noopener' });
    else link.removeAttribute('href');
  }

  // The engines differ in which other values they let through.
  for (const name of ['start', 'align'])
    for (const element of root.querySelectorAll(`[${name}]`))
      if (!/^(\d{1,9}|left|center|right)$/i.test(element.getAttribute(name)!)) element.removeAttribute(name);

  for (const block of root.querySelectorAll<HTMLElement>(directed)) block.dir = 'auto';
}

const valueOf = (element: Element, attribute: string): string => element.getAttribute(attribute)?.trim() ?? '';
