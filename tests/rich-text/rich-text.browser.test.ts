import { expect, fixture, html } from '@open-wc/testing';
import { render } from 'lit';
import { beforeAll, describe, test } from 'vitest';
import { prepare, richText, sanitise } from '../../src/rich-text/rich-text.js';
import { runStrictly } from './strict-page.js';

/** What a comment draws, in one place of its own. */
const viewer = () => {
  const content = richText(() => undefined);
  return (body: string, images = false) => html`<div>${content(body, images)}</div>`;
};

describe('richText', () => {
  beforeAll(() => prepare(['<i>']));

  test('draws the sanitised HTML of a comment', async () => {
    const element = await fixture(viewer()('<p>a <b onclick="x">b</b></p><script>1</script>'));
    expect(element.querySelector('p')!.innerHTML).to.equal('a <b>b</b>');
    expect(element.querySelector('script')).to.equal(null);
  });

  test('leaves the nodes alone while the HTML stays the same, and replaces them when it changes', async () => {
    const host = await fixture<HTMLElement>('<div></div>');
    const view = viewer();
    render(view('<p>a</p>'), host);
    const first = host.querySelector('p');
    render(view('<p>a</p>'), host);
    expect(host.querySelector('p')).to.equal(first);
    render(view('<p>b <i>c</i></p>'), host);
    expect([...host.querySelectorAll('p')].map((p) => p.textContent)).to.deep.equal(['b c']);
    render(view('<p>a</p>'), host);
    expect([...host.querySelectorAll('p')].map((p) => p.textContent)).to.deep.equal(['a']);
  });

  test('draws anew when images become allowed', async () => {
    const host = await fixture<HTMLElement>('<div></div>');
    const view = viewer();
    const body = '<p><img src="https://example.invalid/a.png" alt="A"></p>';
    render(view(body), host);
    expect(host.querySelector('a')!.textContent).to.equal('A');
    render(view(body, true), host);
    expect(host.querySelector('img')!.alt).to.equal('A');
  });
});

test('prepare loads the sanitiser only where there is something to sanitise; then it answers at once', async () => {
  expect(prepare(['<p>a &amp; b</p>', 'text'])).to.equal(undefined);
  await prepare(['<p>a</p>', '<table></table>']);
  expect(sanitise('<p onclick="x">a <u>b</u></p>', { images: false })).to.be.instanceOf(DocumentFragment);
});

describe('in a browser without setHTML, under a Trusted Types policy', () => {
  test('the first comment waits for DOMPurify, later ones do not, and the browser reports nothing', async () => {
    const log = await runStrictly(
      "require-trusted-types-for 'script'; trusted-types lit-html starling",
      `const { sanitise, richText, html, render } = page;
      let last;
      const content = richText(() => draw(last));
      const draw = (body) => render(html\`<div>\${content((last = body), false)}</div>\`, document.body);
      const texts = () => [...document.querySelectorAll('p')].map((p) => p.textContent);
      const rich = () => sanitise('<p>a <b>b</b></p>', { images: false });
      log.plain = sanitise('<p>plain</p>', { images: false }) instanceof DocumentFragment;
      draw('<p>a <b>1</b></p>');
      draw('<p>b <b>2</b></p>');
      draw('<p>a <b>1</b></p>');
      log.early = texts();
      log.waits = rich() instanceof Promise;
      await rich();
      log.late = texts();
      log.atOnce = rich() instanceof DocumentFragment;
      draw('<p>c <b onclick=1>3</b></p><p>d');
      log.then = texts();`,
    );
    expect(log).to.deep.equal({
      plain: true,
      early: [],
      waits: true,
      late: ['a 1'],
      atOnce: true,
      then: ['c 3', 'd'],
      reports: [],
    });
  });

  test('where DOMPurify is not allowed its policy, the text is shown without markup', async () => {
    const log = await runStrictly(
      "require-trusted-types-for 'script'; trusted-types lit-html",
      `const shown = await page.sanitise('<p>a <b>b</b></p>', { images: false });
      log.nodes = [...shown.childNodes].map((node) => node.nodeType);
      log.text = shown.textContent.split(/ +/).join(' ').trim();`,
    );
    expect(log).to.deep.include({ nodes: [Node.TEXT_NODE], text: 'a b' });
    expect(log['reports']).to.include('trusted-types');
  });
});
