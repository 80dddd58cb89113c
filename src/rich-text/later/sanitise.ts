import type { Engine, SanitiseOptions, Sanitiser } from '../sanitiser.js';
import { elements, unwrapped } from './allow-list.js';
import { inertDocument } from './inert-document.js';
import { tidy } from './tidy.js';

/** Not in TypeScript's DOM types yet. */
type ElementWithSetHtml = HTMLElement & { setHTML(html: string, options: { sanitizer: Sanitizer }): void };

/** Returns the browser's own sanitiser; where it has none, loads DOMPurify. */
export async function loadSanitiser(): Promise<Sanitiser> {
  const engine = nativeEngine() ?? (await import('./purify.js')).purify;
  return (html, options) => sanitiseWith(engine, html, options);
}

/** Sanitises HTML with the given engine. Undefined where parsing alone could stop the page. */
export function sanitiseWith(engine: Engine, html: string, { images }: SanitiseOptions): HTMLElement | undefined {
  // No text needs NUL, and parsers disagree about how to handle it.
  html = html.replaceAll('\0', '');
  if (isBomb(html)) return;
  // The parser moves content that is not allowed in a table to before the table. At the top level Firefox's sanitiser
  // moves it behind the table instead, so a wrapper keeps everything off the top level.
  const root = engine(`<figure>${disarm(html)}`);
  // Not done by the engines: Chromium's would leave the content of an element between table rows there.
  for (const element of root.querySelectorAll(unwrapped.join())) element.replaceWith(...element.childNodes);
  tidy(root, images);
  return root;
}

/** The browser's own sanitiser (https://wicg.github.io/sanitizer-api/); undefined if it has none. */
export function nativeEngine(): Engine | undefined {
  // Chromium 105 to 118 had an older setHTML with other options. parseHTML came together with today's setHTML.
  if (!('parseHTML' in Document)) return;
  const config = {
    elements: [...elements, ...unwrapped],
    attributes: [],
    comments: false,
    dataAttributes: false,
    processingInstructions: [],
  };
  // Created once: if setHTML gets a plain config instead, it compiles it for every comment, which doubles the time.
  const options = { sanitizer: new Sanitizer(config) };
  const inert = inertDocument();
  return (html) => {
    const root: HTMLElement = inert.createElement('div');
    (root as ElementWithSetHtml).setHTML(html, options);
    return root;
  };
}

/**
 * Whether parsing alone could stop the page. The parser creates open formatting elements again in every later block, so
 * 500 of them in 8 KB become 500,000 elements (if they have no attributes, it keeps only three of a kind). And 10,000
 * nested tags of any kind take quadratic time.
 */
const isBomb = (html: string): boolean =>
  html.split('<').length * (html.split(/<(?:[bisu]|big|code|em|font|nobr|small|strike|strong|tt)[\s/]/i).length + 4) >
  50_000;

/**
 * Hides two attributes, `shadowrootmode` and `is`, from the parser by replacing their first letter by a character
 * reference. The parser acts on them before any sanitiser can: it creates a shadow root, or marks the element for an
 * upgrade. Everywhere else the character reference means the same letter.
 *
 * Also turns `noscript` into an unknown element, which is removed with its content. Whether that content is markup or
 * text depends on whether scripts run, and for that Firefox's sanitiser looks at the page, not at the document without
 * a window.
 */
const disarm = (html: string) =>
  html
    .replace(/s(?=hadowrootmode)|i(?=s\s*=)/gi, (letter) => `&#${letter.charCodeAt(0)};`)
    .replace(/<\/?(?=noscript)/gi, '$&x-');
