/**
 * Blocks that each take the direction of their own text. `dir="auto"` skips descendants that have a `dir` themselves.
 * So the first block of a list, a quote or a row gets none: its text then decides on which side the markers and borders
 * of the whole are.
 */
const directed =
  ':is(p,h1,h2,h3,h4,h5,h6,pre,blockquote,ul,ol,li,table,th,td):not(:is(blockquote,tr)>:first-child,li:first-child,li>p:first-child)';

/** What is rendered: the safe HTML in `root` or, without one, the text of `html` with its entities left as they are. */
export function toFragment(root: HTMLElement | undefined, html: string): DocumentFragment {
  for (const block of root?.querySelectorAll<HTMLElement>(directed) ?? []) block.dir = 'auto';
  const fragment = document.createDocumentFragment();
  fragment.append(...(root?.childNodes ?? [html.replace(/<[^<>]*>|\0/g, ' ')]));
  return fragment;
}
