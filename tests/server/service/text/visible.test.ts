import { expect, test } from 'vitest';
import { renderMarkdown } from '../../../../server/src/service/text/render-markdown.js';
import { isBlank, showsNothing } from '../../../../server/src/service/text/visible.js';

test.each([
  ...['', ' ', '\t\n', '\u00a0', '\u3000', '\u2028', '\u2029', '\u200b', '\u200c\u200d', '\ufeff', '\u00ad', '\u034f'],
  ...[
    '\u061c',
    '\u180e',
    '\u2060',
    '\u2064',
    '\u202e',
    '\u2066\u2069',
    '\u200f',
    '\u2800',
    '\u3164',
    '\uffa0',
    '\u115f',
  ],
  ...[
    '\u1160',
    '\u17b4',
    '\ufe0f',
    '\ufff9',
    '\ufffc',
    '\u{1d159}',
    '\u{1d173}',
    '\u{e0020}',
    '\u{e0100}',
    '\u0007',
    '\u0085',
  ],
  ' \u200b\u2800 \u3164',
])('nothing is seen of %o', (text) => {
  expect(isBlank(text)).toBe(true);
});

test.each(['a', '.', '0', '😀', '👩\u200d👩', 'ㅎ', '日', '\u200bא', '\u0301', '\ue000'])(
  'something is seen of %o',
  (text) => {
    expect(isBlank(text)).toBe(false);
  },
);

test.each([
  ...[
    '[x]: http://x.org',
    '[x]: http://x.org "title"\n[y]: http://y.org',
    '![]()',
    '[](http://x.org)',
    '>',
    '> >',
    '>\n>',
  ],
  ...['#', '-', '1.', '* *', '```\n```', '&nbsp;', '&#x200b;', '|\u200b|\n|-|', '**\u200b**', '> ![]()\n\n- \u2800'],
])('nothing is seen of the comment %o', (source) => {
  expect(showsNothing(renderMarkdown(source).html)).toBe(true);
});

test.each([
  'a',
  '\\>',
  '`>`',
  '![](http://x.org/a.png)',
  '![a]()',
  '[x]: http://x.org\n\n[x]',
  '&lt;',
  '+1',
  '\\\n',
  '<!-- -->',
  '[]',
])('something is seen of the comment %o', (source) => {
  expect(showsNothing(renderMarkdown(source).html)).toBe(false);
});
