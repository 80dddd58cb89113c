/**
 * Blocks of text, each to have the direction of its words. `auto` looks past what has a direction itself, so the first
 * block of a list, a quote or a row has none: it decides for all of it, on which side markers and borders stand.
 */
const directed =
  ':is(p,h1,h2,h3,h4,h5,h6,pre,blockquote,ul,ol,li,table,th,td):not(:is(blockquote,tr)>:first-child,li:first-child,li>p:first-child)';

/** What is drawn of HTML that was made safe, in `root`, or could not be: then its text, entities and all. */
export function toFragment(root: HTMLElement | undefined, html: string): DocumentFragment {
  for (const block of root?.querySelectorAll<HTMLElement>(directed) ?? []) block.dir = 'auto';
  const fragment = document.createDocumentFragment();
  fragment.append(...(root?.childNodes ?? [html.replace(/<[^<>]*>|\0/g, ' ')]));
  return fragment;
}
