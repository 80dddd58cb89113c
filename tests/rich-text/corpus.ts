/**
 * HTML that a hostile or broken backend could send. Wherever script would run it sets `window.__pwned`; whatever would be
 * fetched lies under /leak/. Written for this project; the ideas are the common ones of OWASP's and Cure53's lists.
 */
const run = 'window.__pwned=1';
const many = (count: number, text: string) => text.repeat(count);

export const hostile: Record<string, string> = {
  // Script, plainly
  script: `<p>a</p><script>${run}</script><p>b</p>`,
  'script in upper case with an attribute': `<SCRIPT type="text/javascript" SRC="/leak/x.js"></SCRIPT>text`,
  'script that is never closed': `<p>a<script>${run}`,
  'script split by a script': `<scr<script>ipt>${run}</scr</script>ipt>`,
  'script as a module': `<script type="module">${run}</script>`,
  'script behind a slash': `<script/x>${run}</script>`,
  noscript: `<noscript><p title="</noscript><img src=/leak/n onerror=${run}>"></noscript>`,
  'script in a comment that a browser ends early': `<!--><script>${run}</script>-->`,

  // Event handlers
  'an image with onerror': `<img src=/leak/a onerror=${run}>`,
  'an image with onerror and no space': `<img/src="/leak/b"/onerror="${run}"/alt="picture">`,
  'handlers on allowed elements': `<p onclick=${run} onmouseover="${run}">a<b onfocus=${run} tabindex=0 autofocus>b</b></p>`,
  'a body with onload': `<body onload=${run}><p>inside</p></body>`,
  'a handler by animation': `<p style="animation:x 1ms" onanimationstart=${run}>a</p><style>@keyframes x{}</style>`,
  'details that toggles': `<details open ontoggle=${run}><summary>more</summary>inside</details>`,
  'content-visibility handler': `<p style="content-visibility:auto" oncontentvisibilityautostatechange=${run}>a</p>`,
  'a popover and its handler': `<button popovertarget=x>b</button><p popover id=x onbeforetoggle=${run}>a</p>`,
  'video with a broken source': `<video><source onerror=${run} src=/leak/v></video>after`,
  'audio with onerror': `<audio src=/leak/a.ogg onerror=${run} autoplay></audio>after`,
  'an input that focuses itself': `<input onfocus=${run} autofocus value=x>after`,
  marquee: `<marquee onstart=${run}>rolling</marquee>after`,
  'a handler with a control character in its name': `<p on\u0000click=${run} \u000bonclick=${run}>a</p>`,

  // Addresses
  'a javascript address': `<a href="javascript:${run}">a</a>`,
  'a javascript address in mixed case': `<a href="JaVaScRiPt:${run}">a</a>`,
  'a javascript address with a tab and a line break': `<a href="java\tscr\nipt:${run}">a</a>`,
  'a javascript address behind control characters': `<a href="\u0001\u0002 javascript:${run}">a</a>`,
  'a javascript address by entities': `<a href="&#106;&#x61;vascript&colon;${run}">a</a>`,
  'a javascript address with an entity line break': `<a href="java&NewLine;script&#x3A;${run}">a</a>`,
  'a javascript address behind a no-break space': `<a href="\u00a0javascript:${run}">a</a>`,
  'a javascript address with a comment that looks like the web': `<a href="javascript://example.com/%0a${run}">a</a>`,
  vbscript: `<a href="vbscript:msgbox(1)">a</a>`,
  'a data page': `<a href="data:text/html,<script>${run}</script>">a</a>`,
  'a data image': `<img src="data:image/svg+xml,<svg onload=${run}>" alt="dot">`,
  'a blob, a file, an about': `<a href="blob:https://example.com/1">a</a><a href="file:///etc/passwd">b</a><a href="about:blank">c</a>`,
  'relative addresses': `<a href="/logout">a</a><a href="?delete=1">b</a><a href="#top">c</a><a href="page">d</a><a href="//evil.example/">e</a>`,
  'an address without slashes': `<a href="https:evil">a</a><a href="http:">b</a><a href="https://">c</a><a href="mailto:">d</a>`,
  'an empty address and none': `<a href="">a</a><a href>b</a><a>c</a><a name="x">d</a>`,
  'white space around a good address': `<a href=" \n https://example.com/a\t">a</a><a href="\u00a0https://example.com/b">b</a>`,
  'a scheme with a line break in it': `<a href="ht\ntps://example.com/">a</a>`,
  'other schemes': `<a href="tel:+123">a</a><a href="ftp://example.com/">b</a><a href="sms:1">c</a><a href="xmpp:a@b">d</a>`,
  'a target, a ping and a rel of its own': `<a href="https://example.com/" target=_blank ping=/leak/p rel=opener download>a</a>`,
  'an address on other elements': `<p href="https://example.com/" src="/leak/p">a</p><blockquote cite="javascript:${run}">b</blockquote><b alt=x>c</b>`,
  'xlink:href': `<svg><a xlink:href="javascript:${run}"><text>a</text></a></svg><a xlink:href="javascript:${run}">b</a>`,
  formaction: `<form><button formaction="javascript:${run}">a</button></form><p formaction="javascript:${run}">b</p>`,
  'an address ending in what would end a comment': `<a href="https://example.com/-->&lt;/style>">a</a>`,

  // Images and what else loads
  'an image with srcset': `<img src="https://example.com/a.png" srcset="/leak/s 2x" sizes=1px alt="A">`,
  'a picture': `<picture><source srcset=/leak/p><img src="https://example.com/p.png"></picture>`,
  'an image inside a link': `<a href="https://example.com/"><img src="https://example.com/i.png" alt="badge"></a>`,
  'an image inside a forbidden link': `<a href="javascript:${run}"><img src="https://example.com/i.png" alt="badge"></a>`,
  'an image with markup for its text': `<img src="https://example.com/i.png" alt="<img src=/leak/q onerror=${run}>">`,
  'an image with neither address nor text': `a<img>b<img alt="">c<img src="">d`,
  'the old image element': `<image src=/leak/i onerror=${run}>after`,
  'style sheets': `<link rel=stylesheet href=/leak/l.css><style>@import "/leak/i.css";p{background:url(/leak/b)}</style>after`,
  'style that breaks out': `<p style="background:url('/leak/u');position:fixed;inset:0">a</p><style></p><img src=/leak/s onerror=${run}></style>`,
  'base and meta': `<base href="https://evil.example/"><meta http-equiv=refresh content="0;url=/leak/m"><a href="/x">a</a>after`,
  'frames and objects': `<iframe srcdoc="<script>parent.__pwned=1</script>"></iframe><iframe src=/leak/f></iframe><object data=/leak/o><p>fallback</p></object><embed src=/leak/e>after`,
  frameset: `<frameset onload=${run}><frame src=/leak/f></frameset><p>after</p>`,
  'old backgrounds': `<table background=/leak/t><tr><td background=/leak/d>cell</table><body background=/leak/b>after`,
  portal: `<portal src=/leak/p></portal><fencedframe src=/leak/f></fencedframe>after`,
  'speculation rules': `<script type=speculationrules>{"prefetch":[{"urls":["/leak/r"]}]}</script>after`,

  // Namespaces and parsers that disagree
  'svg with a handler': `<svg onload=${run}><circle r=1/></svg>after`,
  'svg with script and use': `<svg><script>${run}</script><use href="data:image/svg+xml,x#y"/></svg>after`,
  'svg that animates an address': `<svg><a><animate attributeName=href values="javascript:${run}"/><text>t</text></a></svg>after`,
  'svg with a foreign object': `<svg><foreignObject><p onclick=${run}>a</p><iframe></iframe></foreignObject></svg>after`,
  'svg that html ends': `<svg><p>a<style><img src=/leak/x onerror=${run}></style>`,
  'svg title with html in it': `<svg><title><p><style><!--</style><img title="--><img src=/leak/y onerror=${run}>">`,
  'math with a style in a glyph': `<math><mtext><table><mglyph><style><!--</style><img title="--><img src=/leak/z onerror=${run}>">`,
  'math with annotation-xml': `<math><annotation-xml encoding="text/html"><p>a<style></math><img src onerror=${run}>`,
  'math with an address': `<math href="javascript:${run}"><mi>x</mi></math>after`,
  'forms inside forms': `<form><p>a</form><form><math><mtext></form><form><mglyph><style></math><img src onerror=${run}>`,
  'a table that pushes its content out': `<table><b>out<tr><p>out<td>in<a href="https://example.com/">a<table><a href="https://example.com/b">b`,
  'a paragraph in a link in a paragraph': `<p><a href="https://example.com/a"><p>b<a href="https://example.com/c">c</p></a>`,
  'a select with html in it': `<select><option><p>a<img src=/leak/o onerror=${run}></option></select>after`,
  'a title and a text area': `<title><img src=/leak/t onerror=${run}></title><textarea></p><b>a</textarea>after`,
  'xmp, listing, noembed, noframes': `<xmp><p>a</xmp><listing>b</listing><noembed><p>c</noembed><noframes><p>d</noframes>after`,
  'plain text to the end': `<p>a<plaintext><b>b</b></plaintext><script>${run}</script>`,
  cdata: `<![CDATA[<script>${run}</script>]]><p>a</p><svg><![CDATA[<p>]]></svg>after`,
  'comments of many kinds': `a<!-- b --><!-->c<!---->d<!--[if IE]><script>${run}</script><![endif]-->e<!-- <p --!>f<!doctype html>g</>h<?xml version="1.0"?>i<?php ${run} ?>j`,
  'a comment inside text that looks like a tag': `<p>&lt;b<!-- <img src=x> -->&gt;</p>`,
  'text that looks like a tag, as text': `<p>&lt;script&gt;${run}&lt;/script&gt;</p><pre><code>&lt;img src=x onerror=${run}&gt;</code></pre>`,
  'markup left open': `<p>a<img src="https://example.com/leak?`,
  'an attribute left open': `<a href="https://example.com/?<b>secret</b><p>more`,
  'closing tags only': `</p></div></body></html></br></script>a`,
  'a row without a table': `<tr><td>a</td></tr><li>b<tbody><th>c`,
  'head, body and html': `<html class=x><head><title>t</title></head><body class=y><p>a</p></body></html>after`,

  // Names that shadow the page's own
  'names that shadow the page': `<a id=document name=document href="https://example.com/">a</a><p id=__proto__ name=hasOwnProperty>b</p><img name=body src=x alt=c>`,
  'a form that shadows itself': `<form><input name=attributes><input name=parentNode><input name=nodeName>a</form><p>after</p>`,
  'a form by reference': `<p form=f>a</p><form id=f name=cookie><output name=childNodes></output></form>after`,

  // Components
  'custom elements': `<x-hostile onclick=${run}><p>inside</p></x-hostile><p>after</p>`,
  'a built-in element made custom': `<p is=x-hostile-paragraph>a</p><p IS = "x-hostile-paragraph">b</p><p/is='x-hostile-paragraph'>c</p>`,
  'text with is = and shadowrootmode in it': `<p>This is = fine, IS= too; shadowrootmode="open" ShadowRootMode</p><a href="https://example.com/?is=1&amp;q=shadowrootmode">a</a>`,
  'a slot and a part': `<p slot=captcha part=submit exportparts=x>a</p><slot name=form onslotchange=${run}><b>b</b></slot>after`,
  'a template': `<template><script>${run}</script><p>a</p></template>after`,
  'a shadow root by markup': `<p><template shadowrootmode=open><img src=/leak/sr onerror=${run}><slot></slot></template>light</p><div><template SHADOWROOTMODE=closed shadowrootclonable><script>${run}</script></template>wrapped</div>`,
  'a dialog and an inert page': `<dialog open>a</dialog><p inert hidden contenteditable draggable=true accesskey=s>b</p>`,
  'roles and labels': `<p role=alert aria-live=assertive aria-label=x data-x=1 lang=de dir=rtl itemscope>a</p>`,

  // Looks
  'classes, styles, old attributes': `<p class="button primary" style="color:red" align=center>a</p><font color=red size=7>b</font><table width=9999 border=1 cellpadding=0><tr><td colspan=2 style="x">c</table><ol start=5 type=a reversed><li value=3>d</ol>`,
  'numbers and alignment where they do not belong': `<ol start="javascript:${run}" onclick=${run}><li start=3 align=right>a</ol><ul start=3><li>b</ul><p align=right>c<table align=right><tr align=right><td align="${run}" start=3>d<th align=right onclick=${run}>e</table>`,
  'text that turns its direction': `<p>\u202egnp.exe\u202c \u2066a\u2069 \u200f</p><bdo dir=rtl>b</bdo><bdi>c</bdi>`,
  'zalgo, noncharacters, lone surrogates': `<p>a${many(50, '\u0301')} \ufffe \ud800 \udc00 &#0; &#xD800; &#x10FFFF; &#x110000;</p>`,
  'a null in text and in a tag': `<p>a\u0000b</p><scr\u0000ipt>${run}</scr\u0000ipt><a hre\u0000f="javascript:${run}">c</a>`,
  'a wrapper around everything': `<div><span><font><section><p>a <small>b</small></p></section></font></span></div>`,
  'wrappers and forbidden elements in turn': `<div>a<svg><div>b</div></svg><span>c<script>${run}</script><div>d<x-y>e</x-y>f</div></span></div>g`,

  // Size
  'a huge attribute': `<p title="${many(50_000, 'x')}" onclick=${run}>a</p>`,
  'an attribute for every letter': `<p ${many(500, 'onclick=1 x=1 ')}>a</p>`,
  'a link with a huge address': `<a href="https://example.com/${many(20_000, 'x')}">a</a>`,
  'a thousand misnested tags': many(250, '<b><p><i></b></p><a href=x></i>') + 'end',
};

/** Made too large to parse as it stands. */
export const bombs: Record<string, string> = {
  '10,000 nested quotes': many(10_000, '<blockquote>') + 'deep',
  '9,000 nested quotes and a script': many(9_000, '<blockquote>') + `<script>${run}</script>deep`,
  '33,000 nested bold elements': many(33_000, '<b>') + 'deep',
  '100 KB of open tags': many(50_000, '<p') + 'deep',
  '100 KB of less-than signs': many(100_000, '<') + 'deep',
  '100 KB of closing tags': many(25_000, '</p>') + 'deep',
  '100 KB of ampersands': many(100_000, '&') + 'deep',
  '500 KB of paragraphs': many(60_000, '<p>x</p>') + 'deep',
  'formatting elements that are made anew in each paragraph':
    '<p>' + Array.from({ length: 500 }, (_, n) => `<b a=${n}>`).join('') + many(2_000, '<p>x') + 'deep',
  'mixed formatting elements':
    '<p>' + Array.from({ length: 200 }, (_, n) => `<font a=${n}><i/b=${n}>`).join('') + many(5_000, '<p>x') + 'deep',
  'is before white space without end': many(2_000, 'is' + ' '.repeat(50)) + 'deep',
};

/** What a Markdown renderer gives, in the form in which it stays. */
export const good: Record<string, string> = {
  'a paragraph': '<p>Hello, world.</p>',
  'paragraphs with line breaks': '<p>One<br>two</p>\n<p>three &amp; four &lt; five</p>\n',
  emphasis: '<p><strong>a</strong> <b>b</b> <em>c</em> <i>d</i> <u>e</u> <s>f</s> <del>g</del> <ins>h</ins></p>',
  'small things': '<p>H<sub>2</sub>O, x<sup>2</sup>, <kbd>Ctrl</kbd> and <code>a &lt; b</code></p>',
  'a code block': '<pre><code>\n  if (a &amp;&amp; b) {\n\treturn "&lt;p&gt;";\n  }\n</code></pre>',
  quotes: '<blockquote>\n<p>a</p>\n<blockquote>\n<p>b</p>\n</blockquote>\n</blockquote>\n<p>c</p>',
  lists: '<ul>\n<li>a</li>\n<li>b\n<ol>\n<li><p>c</p></li>\n</ol>\n</li>\n</ul>',
  headings: '<h1>a</h1><h2>b</h2><h3>c</h3><h4>d</h4><h5>e</h5><h6>f</h6><hr>',
  'a table':
    '<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b <strong>c</strong></td>\n</tr>\n</tbody>\n</table>',
  'a list that begins elsewhere': '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>',
  'a table with columns to the right and in the middle':
    '<table><thead><tr><th align="right">a</th><th align="center">b</th></tr></thead><tbody><tr><td align="right">c</td><td align="center">d</td></tr></tbody></table>',
  'other scripts': '<p>日本語 العربية עברית 👩‍👩‍👧 é</p>',
  'text alone': 'Hello, world.\nSecond line.',
  'text with entities': 'a &lt;b&gt; &amp; "c"',
  nothing: '',
};
