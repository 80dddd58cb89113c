import { expect } from '@open-wc/testing';
import { test } from 'vitest';
import { purify } from '../../src/rich-text/later/purify.js';
import { nativeEngine, sanitiseWith } from '../../src/rich-text/later/sanitise.js';
import { buildSimple, isSimple } from '../../src/rich-text/simple-html.js';
import { bombs, good, hostile } from './corpus.js';
import { generated } from './generated.js';
import { nearSimple } from './near-simple.js';

const texts = [...nearSimple, ...Object.values(hostile), ...Object.values(good), ...generated];

const differences = (engine: (html: string) => HTMLElement): string[] =>
  texts.filter((html) => {
    const built = buildSimple(html);
    const sanitised = built && sanitiseWith(engine, html, { images: false });
    sanitised?.normalize();
    built?.normalize();
    return built && !built.isEqualNode(sanitised!);
  });

test('what is built is what the browser’s sanitiser and DOMPurify make of it', () => {
  expect(differences(nativeEngine()!)).to.deep.equal([]);
  expect(differences(purify)).to.deep.equal([]);
  // Else there would be nothing to compare, or nothing that is left to the sanitisers.
  const built = nearSimple.filter((html) => buildSimple(html));
  expect(built.length).to.be.within(1_000, 5_000);
  expect(nearSimple.filter((html) => isSimple(html) && !buildSimple(html)).length).to.be.above(500);
});

test('what a Starling server writes for most comments is built', () => {
  const body =
    '<p>One<br />\ntwo <strong>a <em>b</em></strong> <code>&lt;c&gt;</code></p>\n<ul>\n<li>a\n<ol>\n<li>b</li>\n</ol>\n</li>\n</ul>\n' +
    '<blockquote>\n<p>a <a href="https://example.com/?a&amp;b" rel="nofollow ugc noopener">b</a></p>\n</blockquote>\n<pre><code>a\n</code></pre>\n<p>b</p>';
  expect(buildSimple(body)!.querySelectorAll('*').length).to.equal(15);
  // A parser drops the line break.
  expect([buildSimple('<pre>\na</pre>'), buildSimple('<pre />\na</pre>')]).to.deep.equal([undefined, undefined]);
  expect(buildSimple('Text &amp; more')!.textContent).to.equal('Text & more');
});

test('what is large or deep takes no longer, and is not built', () => {
  const before = performance.now();
  for (const html of [...Object.values(bombs), '<em>'.repeat(40) + '</em>'.repeat(40)])
    expect((buildSimple(html)?.querySelectorAll('*').length ?? 0) < 100_000).to.equal(true);
  expect(buildSimple('<em>'.repeat(40) + '</em>'.repeat(40))).to.equal(undefined);
  expect(performance.now() - before).to.be.below(2_000);
});
