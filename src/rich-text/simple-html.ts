import { webAddress } from '../platform/web-address.js';

/**
 * The pieces of most comments, as a Starling server writes them: text, and tags without attributes except those of
 * links. A `pre` that begins with a line break does not match, because a parser drops that line break.
 */
const piece =
  /(?:[^<&\r\0]+|&(?:amp|lt|gt|quot);)+|<(?!pre[^>]*>\n)(\/?)(p|em|strong|del|code|pre|blockquote|[ou]l|li|br|a)(?: href="((?:[^"<>&\s]|&(?:amp|quot);)+)" rel="nofollow ugc noopener")?(?: \/)?>/g;

const characters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** Elements that a parser would move somewhere else. */
const misplaced = ':is(p,pre,a,em,strong,del,code) :is(p,pre,blockquote,ol,ul,li),:not(ol,ul)>li,a a,a:not([href])';

/** Whether HTML consists of simple pieces only. It may still not be well formed. */
export const isSimple = (html: string): boolean => !html.replace(piece, '');

/**
 * Simple, well-formed HTML as DOM, built without a parser, so there is nothing to sanitise. Undefined for other HTML.
 */
export function buildSimple(html: string): HTMLElement | undefined {
  const root = document.createElement('div');
  let node: HTMLElement | undefined = root;
  let depth = 0;
  const rest = html.replace(piece, (text, end?: string, name?: string, href?: string) => {
    if (!name) node?.append(decoded(text));
    else if (end) node = node?.localName === name && depth-- ? node.parentElement! : undefined;
    else if (node) {
      const element = document.createElement(name);
      const address = href && webAddress(decoded(href), true);
      if (address) Object.assign(element, { href: address, rel: 'nofollow ugc noopener' });
      node.append(element);
      if (name !== 'br') node = ++depth < 32 ? element : undefined;
    }
    return '';
  });
  return !rest && node === root && !root.querySelector(misplaced) ? root : undefined;
}

const decoded = (text: string): string => text.replace(/&(\w+);/g, (_, name: string) => characters[name]!);
