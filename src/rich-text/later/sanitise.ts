import type { Engine, SanitiseOptions, Sanitiser } from '../sanitiser.js';
import { elements, unwrapped } from './allow-list.js';
import { inertDocument } from './inert-document.js';
import { tidy } from './tidy.js';

/** Not in TypeScript's DOM types yet. */
type ElementWithSetHtml = HTMLElement & { setHTML(html: string, options: { sanitizer: Sanitizer }): void };

/** By the browser's own sanitiser, else by DOMPurify, which then loads. */
export async function loadSanitiser(): Promise<Sanitiser> {
  const engine = nativeEngine() ?? (await import('./purify.js')).purify;
  return (html, options) => sanitiseWith(engine, html, options);
}

/** By one of the engines. */
export function sanitiseWith(engine: Engine, html: string, { images }: SanitiseOptions): HTMLElement | undefined {
  // No text has it, and parsers disagree about what becomes of it.
  html = html.replaceAll('\0', '');
  if (isBomb(html)) return;
  // In an element of its own: what stands in a table and may not comes before it, but to Firefox's sanitiser, at the
  // top, behind it.
  const root = engine(`<figure>${disarm(html)}`);
  // Not by the engines: of a wrapper between rows Chromium's would leave the content there.
  for (const element of root.querySelectorAll(unwrapped.join())) element.replaceWith(...element.childNodes);
  tidy(root, images);
  return root;
}

/** The browser's own sanitiser (https://wicg.github.io/sanitizer-api/); undefined where it has none. */
export function nativeEngine(): Engine | undefined {
  // Chromium 105 to 118 had setHTML in an earlier form, which took other options; parseHTML came with today's.
  if (!('parseHTML' in Document)) return;
  const config = {
    elements: [...elements, ...unwrapped],
    attributes: [],
    comments: false,
    dataAttributes: false,
    processingInstructions: [],
  };
  // Made once: a config in its place is compiled anew for every comment, which doubles the time.
  const options = { sanitizer: new Sanitizer(config) };
  const inert = inertDocument();
  return (html) => {
    const root: HTMLElement = inert.createElement('div');
    (root as ElementWithSetHtml).setHTML(html, options);
    return root;
  };
}

/**
 * Whether parsing alone could stop the page. Open formatting elements are made anew in every later block, so 500 of them
 * in 8 KB become 500,000 elements (without attributes the parser keeps three of a kind). And 10,000 tags of any kind take
 * quadratic time where they nest.
 */
const isBomb = (html: string): boolean =>
  html.split('<').length * (html.split(/<(?:[bisu]|big|code|em|font|nobr|small|strike|strong|tt)[\s/]/i).length + 4) >
  50_000;

/**
 * Spells two attributes so that the parser does not see them as such: it acts on them before any sanitiser can, by making
 * a shadow root and by marking the element for an upgrade. Anywhere else the character reference means the same letter.
 *
 * And it makes `noscript` an unknown element, which goes with its content too: whether what stands in it is markup or
 * text depends on whether scripts run, and there Firefox's sanitiser sees the page and not the document without a window.
 */
const disarm = (html: string) =>
  html
    .replace(/s(?=hadowrootmode)|i(?=s\s*=)/gi, (letter) => `&#${letter.charCodeAt(0)};`)
    .replace(/<\/?(?=noscript)/gi, '$&x-');
