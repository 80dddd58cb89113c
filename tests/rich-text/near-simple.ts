/** A number below `below`, the same in each run. */
let state = 1;
const random = (below: number): number => {
  state = (state * 48_271) % 2_147_483_647;
  return state % below;
};
const pick = <T>(all: readonly T[]): T => all[random(all.length)]!;

const link = '<a href="https://example.com/?a=1&amp;b=%20" rel="nofollow ugc noopener">';
const tags = ['p', 'em', 'strong', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', link.slice(1, -1)];
const texts = [
  'text',
  ' ',
  '\n',
  '\n\nb',
  '&lt;b&gt;',
  '&amp;amp;',
  'x &quot; y',
  'עברית',
  '<br />',
  '<br>',
  '&copy;',
  '\r',
];
const loose = ['</br>', '</p>', '<p>', '<a>', '<a href="javascript:x">', '</li>', '<li>', '<p class="x">', '<hr>', '&'];

/** A tree of elements, in places that a parser may not leave them in. */
const tree = (depth: number): string =>
  Array.from({ length: 1 + random(3) }, () => {
    if (depth === 0 || random(3) === 0) return pick(texts);
    const tag = pick(tags);
    return `<${tag}>${tree(depth - 1)}</${tag.split(' ')[0]}>`;
  }).join('');

/** HTML that is simple, or nearly: trees of its elements, and some with a piece too many. */
export const nearSimple: readonly string[] = Array.from({ length: 6_000 }, (_, index) => {
  const html = tree(index % 5);
  if (random(4)) return html;
  const at = random(html.length);
  return html.slice(0, at) + pick(loose) + html.slice(at);
});
