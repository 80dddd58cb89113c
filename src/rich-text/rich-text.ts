import type { SanitiseOptions, Sanitiser } from './sanitiser.js';
import { buildSimple, isSimple } from './simple-html.js';
import { toFragment } from './to-fragment.js';

/** Once some comment has needed it. */
let sanitiser: Sanitiser | undefined;
let loading: Promise<void> | undefined;

/** Settles where the sanitiser can't come, too; the next comment asks for it again. */
const load = (): Promise<void> =>
  (loading ??= Promise.all([import('./later/sanitise.js'), import('./later/style-rich.js')])
    .then(([{ loadSanitiser }, { styleRich }]) => {
      // Before anything is drawn that it is for.
      styleRich();
      return loadSanitiser();
    })
    .then(
      (loaded) => void (sanitiser = loaded),
      () => void (loading = undefined),
    ));

/** Loads what it takes to draw all of these at once: for most comments nothing. */
export const prepare = (htmls: string[]): Promise<void> | undefined => (htmls.every(isSimple) ? undefined : load());

/**
 * Turns a comment's untrusted `html` into DOM: the only way in. At once where there is nothing to sanitise, or where the
 * sanitiser is here already; else when it has come. Where it can't come, or the HTML can't be made safe: the text alone.
 */
export function sanitise(html: string, options: SanitiseOptions): DocumentFragment | Promise<DocumentFragment> {
  const finish = (root = sanitiser?.(html, options)) => toFragment(root, html);
  const simple = buildSimple(html);
  return simple || sanitiser ? finish(simple) : load().then(() => finish());
}

/**
 * A comment's sanitised HTML in a template, made once for each value: the nodes stay while the HTML does.
 * Alone in its element: `<div>${this.#body(comment.html, images)}</div>`.
 *
 * @param late called when what was not there at once has come, and is to be drawn
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
