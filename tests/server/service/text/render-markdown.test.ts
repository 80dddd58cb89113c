import { describe, expect, test } from 'vitest';
import { allowedElements } from '../../../../server/src/service/text/html-of-tokens.js';
import { renderMarkdown } from '../../../../server/src/service/text/render-markdown.js';
import { elements } from '../../../../src/rich-text/later/allow-list.js';
import { markdownOf, seeded, worstCases } from './markdown-generator.js';

const html = (body: string) => renderMarkdown(body).html;
const link = (href: string, text: string) => `<a href="${href}" rel="nofollow ugc noopener">${text}</a>`;

describe('Markdown keeps', () => {
  test.each([
    ['the number that a list begins with', '3. c\n4. d', '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>'],
    ['no number where that is the first', '1. a', '<ol>\n<li>a</li>\n</ol>'],
    [
      'the alignment of a table',
      'a|b|c|d\n:-|:-:|-:|-\n1|2|3|4',
      '<table>\n<thead>\n<tr>\n<th align="left">a</th>\n<th align="center">b</th>\n<th align="right">c</th>\n<th>d</th>\n' +
        '</tr>\n</thead>\n<tbody>\n<tr>\n<td align="left">1</td>\n<td align="center">2</td>\n<td align="right">3</td>\n' +
        '<td>4</td>\n</tr>\n</tbody>\n</table>',
    ],
    ['cells that a row lacks, where they are few', 'a|b\n-|-\n1', /<td>1<\/td>\n<td><\/td>/],
    ['paragraphs of a loose list', '- a\n\n- b', '<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>'],
    ['a list in a list', '- a\n  - b', '<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>'],
    [
      'a quote in a quote',
      '> a\n> > b',
      /<blockquote>\n<p>a<\/p>\n<blockquote>\n<p>b<\/p>\n<\/blockquote>\n<\/blockquote>/,
    ],
    ['headings and rules', '# a\n\n---', '<h1>a</h1>\n<hr />'],
    ['what is typed as HTML or an entity', '<b>&amp;"</b>', '<p>&lt;b&gt;&amp;"&lt;/b&gt;</p>'],
    [
      'text of an image in a link, but no link in a link',
      '[![a](https://b.co/c)](https://d.co)',
      `<p>${link('https://d.co', 'a')}</p>`,
    ],
    [
      'the address of an image without a text',
      '![](https://b.co/c)',
      `<p>${link('https://b.co/c', 'https://b.co/c')}</p>`,
    ],
    ['quotes in an address apart from those around it', '<https://b.co/"x=>', /href="https:\/\/b.co\/%22x="/],
    ['mailboxes', '<a@b.co>', `<p>${link('mailto:a@b.co', 'a@b.co')}</p>`],
    ['line ends of every kind', 'a\r\nb\rc', '<p>a<br />\nb<br />\nc</p>'],
  ])('%s', (_title, source, expected) => {
    if (expected instanceof RegExp) expect(html(source)).toMatch(expected);
    else expect(html(source)).toBe(expected);
  });

  test.each(['ftp://b.co', '/b', 'b', '//b.co', '#b', 'tel:1', 'blob:x', 'mailto:', 'https://', 'about:blank'])(
    'no address that leads neither to the web nor to a mailbox: %s',
    (address) => {
      expect(html(`[a](${address}) ![a](${address}) <${address}>`)).not.toContain('href');
    },
  );
});

test('the server and the widget allow the same in a comment', () => {
  const widget = elements.map((element): [string, readonly string[]] =>
    typeof element === 'string' ? [element, []] : [element.name, element.attributes],
  );
  // The widget takes images of other backends, and shows them as links.
  expect(new Map(widget.filter(([name]) => name !== 'img'))).toEqual(allowedElements);
});

describe('what would be too much is shown as its source', () => {
  test('a table whose rows lack most of their cells, while what stands around it stays', () => {
    const shown = html(
      `*before*\n\n${worstCases['rows that lack the cells of their header']!.slice(0, 2000)}\n\n*after*`,
    );
    expect(shown).toMatch(/^<p><em>before<\/em><\/p>\n<p>a\|a\|.*<br \/>\n-\|-\|/);
    expect(shown).toMatch(/a<\/p>\n<p><em>after<\/em><\/p>$/);
  });

  test('a long address that is named often', () => {
    expect(html(`[a]: http://a.b/${'c'.repeat(2000)}\n\n${'[a]'.repeat(500)}\n\n[d](https://d.co)`)).toBe(
      `<p>${'[a]'.repeat(500)}</p>\n<p>${link('https://d.co', 'd')}</p>`,
    );
  });

  test('quotes below the twentieth, and no text of theirs is lost', () => {
    const shown = html('>'.repeat(150) + 'end');
    expect(shown.match(/<blockquote>/g)).toHaveLength(20);
    expect(shown).toContain(`<p>${'&gt;'.repeat(130)}end</p>`);
  });

  test('emphasis without end', () => {
    expect(html('*a '.repeat(100) + '*'.repeat(100))).toBe(`<p>${'*a '.repeat(100)}${'*'.repeat(100)}</p>`);
  });

  test('but not what a writer means: a page of links, a table of a hundred rows, lists in lists', () => {
    expect(html('see [this](https://b.co/a-page) and that\n\n'.repeat(200)).match(/<a /g)).toHaveLength(200);
    const table = html('name|stars|why\n-|:-:|-\n' + 'a thing|5|\n'.repeat(100) + 'another|4\n'.repeat(100));
    expect(table.match(/<td/g)).toHaveLength(600);
    expect(html('- a\n  - b\n    - c\n      - d\n        - e').match(/<ul>/g)).toHaveLength(5);
    expect(html('a [ b '.repeat(150) + '[d](https://d.co)')).toContain(link('https://d.co', 'd'));
  });
});

const generated = Array.from({ length: 250 }, (_, seed): [string, string] => [
  `text made of the seed ${seed}`,
  markdownOf(seeded(seed), seed % 4 ? 10_000 : 300),
]);

describe.each([...Object.entries(worstCases), ...generated])('%s', (_title, source) => {
  test('becomes safe HTML within its bounds, in time', () => {
    const shown = html(source);
    expect(Buffer.byteLength(shown)).toBeLessThanOrEqual(Math.min(20 * [...source].length + 1000, 100_000));
    expect(flaw(shown)).toBeUndefined();
    expect(leastTime(() => html(source))).toBeLessThan(100);
  });
});

/** What is not as it must be: only allowed elements with allowed attributes, each closed where it belongs. */
const flaw = (shown: string): string | undefined => {
  const open: string[] = [];
  for (const [tag, end, name = '', attributes = '', slash] of shown.matchAll(
    /<(\/?)([a-z\d]*)((?: [a-z]+="[^"<>]*")*)( \/)?>|[<>]/g,
  )) {
    const isLink =
      name === 'a' && /^( href="(https?:\/\/|mailto:)[^"]+")? rel="nofollow ugc noopener"$/i.test(attributes);
    const isKnown = attributes === '' || /^ (start="\d+"|align="(left|center|right)")$/.test(attributes) || isLink;
    if (!allowedElements.has(name) || !isKnown) return tag;
    if (end && open.pop() !== name) return `${tag} in ${open.join()}`;
    if (!end && !slash) open.push(name);
    if (open.length > 32) return open.join();
  }
  return open.length > 0 ? `${open.join()} left open` : undefined;
};

/** Milliseconds of this process's own, so that other processes don't count; the least of some, as it may be collecting. */
const leastTime = (work: () => void): number => {
  let least = Infinity;
  for (let tries = 0; tries < 10 && least > 50; tries++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
};
