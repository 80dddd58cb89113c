import type { SanitiseOptions, Sanitiser } from './sanitiser.js';
import { buildSimple, isSimple } from './simple-html.js';
import { toFragment } from './to-fragment.js';

/** Set once some comment has needed it and it has loaded. */
let sanitiser: Sanitiser | undefined;
let loading: Promise<void> | undefined;

/** Resolves even if the sanitiser can't be loaded; the next comment then tries again. */
const load = (): Promise<void> =>
  (loading ??= Promise.all([import('./later/sanitise.js'), import('./later/style-rich.js')])
    .then(([{ loadSanitiser }, { styleRich }]) => {
      // The styles must be there before the HTML that needs them is rendered.
      styleRich();
      return loadSanitiser();
    })
    .then(
      (loaded) => void (sanitiser = loaded),
      () => void (loading = undefined),
    ));

/**
 * Loads what is needed to render all of these without waiting; undefined if nothing is needed, as for most comments.
 */
export const prepare = (htmls: string[]): Promise<void> | undefined => (htmls.every(isSimple) ? undefined : load());

/**
 * Turns a comment's untrusted `html` into DOM; there is no other way to do so. Returns the DOM at once if there is
 * nothing to sanitise or the sanitiser has loaded, else a promise. If the sanitiser can't be loaded, or the HTML can't
 * be made safe, the result is the text alone.
 */
export function sanitise(html: string, options: SanitiseOptions): DocumentFragment | Promise<DocumentFragment> {
  const finish = (root = sanitiser?.(html, options)) => toFragment(root, html);
  const simple = buildSimple(html);
  return simple || sanitiser ? finish(simple) : load().then(() => finish());
}

/**
 * A comment's sanitised HTML for a template, made once for each value: the nodes stay as long as the HTML is the same.
 * It must be the only child of its element: `<div>${this.#body(comment.html, images)}</div>`.
 *
 * @param late called when content that was not available at once has arrived and should be rendered
 */
export function richText(late: () => void): (html: string, images: boolean) => unknown {
  let shown: string;
  let content: unknown;
  return (html, images) => {
    const key = images + html;
    if (key !== shown) {
      shown = key;
      const made = sanitise(html, { images });
      content = made instanceof Promise ? undefined : made;
      if (!content) {
        void (made as Promise<DocumentFragment>).then((nodes) => {
          if (key !== shown) return;
          content = nodes;
          late();
        });
      }
    }
    return content;
  };
}
