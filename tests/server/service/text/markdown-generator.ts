/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export const seeded = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};

/** Pieces of Markdown of every kind, whole, half and wrong. */
const pieces = [
  ...[
    'a',
    'ab ',
    ' ',
    '  ',
    '\t',
    '\n',
    '\n\n',
    '\\',
    '\\\n',
    '  \n',
    'é',
    '😀',
    '\u00a0',
    'שלום',
    '*',
    '**',
    '_',
    '__',
  ],
  ...[
    '***',
    '~',
    '~~',
    '`',
    '``',
    '```\n',
    '~~~\n',
    '    ',
    '#',
    '# ',
    '###### ',
    '---\n',
    '===\n',
    '-',
    '- ',
    '+ ',
    '* ',
  ],
  ...[
    '1. ',
    '999999999) ',
    '> ',
    '>',
    '> > ',
    '>\n',
    '- \n',
    '-\n',
    '|',
    '||',
    'a|',
    '|a|b|\n',
    '|-|-|\n',
    ':-:|',
    '-:|:-\n',
  ],
  ...[
    '[',
    ']',
    '![',
    '](',
    ')',
    '[]',
    '[](',
    '[a]',
    '[a](b)',
    '[a](http://a.b "t")',
    '[a]: http://a.b/c\n',
    '[a]: <b> "',
    '[a]:\nb\n"',
    '|a|b|\n|-|-|\n',
    '\n> a|b\n> -|-\n',
  ],
  ...[
    '![a](http://a.b/c.png)',
    '![]()',
    '<',
    '>',
    '<a',
    '<http://a.b>',
    '<a@b.co>',
    '<!--',
    '</a>',
    '<b>',
    '&',
    '&amp;',
  ],
  ...[
    '&nbsp;',
    '&#x200b;',
    '&#',
    '"',
    "'",
    '(',
    '@',
    'a@b.co',
    'http://',
    'http://a.b/',
    'www.a.bc',
    'a.co',
    '//',
    ':',
    '.',
  ],
];

/** Text of at most `most` characters in which few pieces stand many times, side by side and inside of each other. */
export const markdownOf = (random: () => number, most: number): string => {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const phrase = (): string => Array.from({ length: 1 + Math.floor(random() * 5) }, () => pick(pieces)).join('');
  const parts = Array.from({ length: 1 + Math.floor(random() * 4) }, () => {
    const [before, after] = [phrase(), random() < 0.4 ? phrase() : ''];
    const count = Math.floor((most * random() ** 2) / before.length);
    const end = random() < 0.5 ? '\n' : '';
    if (random() < 0.3) return before.repeat(count / 2) + 'x' + after.repeat(count / 2);
    return (before.repeat(1 + Math.floor(random() * 60)) + after + end).repeat(count).slice(0, count * before.length);
  });
  return parts
    .join(pick(['', '\n', '\n\n']))
    .slice(0, most)
    .toWellFormed();
};

/** Text that is known to be much work for parsers of Markdown, or to swell. */
export const worstCases: Record<string, string> = Object.fromEntries(
  Object.entries({
    'rows that lack the cells of their header': 'a|'.repeat(15) + '\n' + '-|'.repeat(15) + '\n' + 'a\n'.repeat(4960),
    'such rows in a quote': '> ' + 'a|'.repeat(15) + '\n> ' + '-|'.repeat(15) + '\n' + '> a\n'.repeat(3000),
    'many such tables': ('a|'.repeat(15) + '\n' + '-|'.repeat(15) + '\n' + 'a\n'.repeat(66) + '\n').repeat(60),
    'tables of one column': filled('a|\n-|\n'),
    'aligned cells with nothing in them': `${'|'.repeat(50)}\n${':-:|'.repeat(50)}\n` + filled('|'.repeat(50) + '\n'),
    'a table that is full': `${'a|'.repeat(50)}\n${'-|'.repeat(50)}\n` + filled('a|'.repeat(50) + '\n'),
    'a long address named often': `[a]: http://a.b/${'c'.repeat(4900)}\n\n` + filled('[a]'),
    'a long address named in many blocks': `[a]: http://a.b/${'c'.repeat(4900)}\n\n` + filled('[a][a]\n\n'),
    'a long title': `[a](http://a.b "${'t'.repeat(9000)}")`,
    'open brackets': filled('['),
    'open brackets and one that closes': '['.repeat(9999) + ']',
    'nested brackets': '['.repeat(5000) + ']'.repeat(5000),
    'nested links': '['.repeat(2500) + '](a)'.repeat(1875),
    'nested images': '!['.repeat(1600) + '](a)'.repeat(1600),
    'links that never end': filled('[]('),
    'titles that never end': filled('[a](b "'),
    'addresses that never end': filled('[a](<'),
    'parentheses in an address': '[a](' + filled('('),
    definitions: filled('[a]: b\n'),
    'stars and letters': filled('*a'),
    'stars of two kinds': filled('a**b*c'),
    'stars alone': filled('*'),
    'nested emphasis': '*a '.repeat(1666) + '*'.repeat(1666),
    'nested emphasis of two kinds': '**a _b '.repeat(700) + '_ **'.repeat(700),
    underscores: filled('_a__'),
    strikes: filled('~~a'),
    'backticks of all lengths': Array.from({ length: 140 }, (_, n) => '`'.repeat(n)).join(' '),
    'less-than signs': filled('<'),
    'tags that never end': filled('<a:'),
    comments: filled('<!--'),
    'quote signs': filled('>'),
    'deep quotes, one after the other': filled('>'.repeat(98) + '\n\n'),
    'a deep quote that goes on lazily': '>'.repeat(90) + 'a\n' + filled('a\n'),
    'quotes that each go on lazily to the end': filled('> a|b\n> -|-\nx\n'),
    'tables that are refused, one after the other': filled('[x]:\ny\n"z\na|b\n:-|-:\n'),
    'quotes that a table ends': filled('> |a|b|\n> |-|-|\n[[\n'),
    'quotes that definitions end': filled('[x]:\ny\n"z\n>>>>'),
    'definitions with titles that never end': filled('[x]: y "\n'),
    'lists in quotes': filled('>-\n\n'),
    'lists in lists': filled('- '.repeat(50) + 'a\n'),
    'ever deeper lists': Array.from({ length: 140 }, (_, n) => ' '.repeat(n) + '- a').join('\n'),
    'quotes and lists in turn': filled('> - '.repeat(20) + 'a\n'),
    'empty items': filled('-\n'),
    'loose items': filled('- a\n\n'),
    headings: filled('# a\n'),
    rules: filled('---\n'),
    fences: filled('```\n'),
    lines: filled('a\n'),
    paragraphs: filled('a\n\n'),
    'blank lines': filled('\n'),
    blanks: 'a' + filled(' ').slice(2) + 'b',
    tabs: filled('\t-'),
    escapes: filled('\\*'),
    ampersands: filled('&'),
    entities: filled('&#x'),
    'quotation marks': filled('"'),
    birds: '🐦'.repeat(10_000),
    'birds in addresses': 'http://a.b/' + '🐦'.repeat(9000),
    addresses: filled('http://a.b/ '),
    mailboxes: filled('a@b.co '),
    'one long mailbox': 'a'.repeat(9990) + '@b.co',
    'slashes after a scheme': filled('http://'),
    'parentheses after an address': filled('http://a.b/(['),
    domains: filled('a.co'),
    'links in angle brackets': filled('<http://a>'),
  }).map(([title, text]) => [title, cut(text)]),
);

function filled(piece: string): string {
  return piece.repeat(Math.ceil(10_000 / piece.length)).slice(0, 10_000);
}

/** To what a body may have. */
function cut(text: string): string {
  return [...text].slice(0, 10_000).join('');
}
