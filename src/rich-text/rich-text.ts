import { nativeEngine, sanitiseWith, withoutMarkup, type Engine, type SanitiseOptions } from './sanitise.js';

let engine: Engine | undefined;
let loading: Promise<void> | undefined;

/**
 * Turns a comment's untrusted `html` into DOM: the only way in. At once where the browser has `setHTML`, where there is
 * nothing to sanitise, or where DOMPurify is here already; else when it has come. Where it can't come: the text alone.
 */
export function sanitise(html: string, options: SanitiseOptions): DocumentFragment | Promise<DocumentFragment> {
  engine ??= nativeEngine();
  return (
    sanitiseWith(engine, html, options) ??
    (loading ??= import('./purify.js').then(
      ({ purify }) => void (engine = purify),
      () => void (loading = undefined),
    )).then(() => sanitiseWith(engine, html, options) ?? withoutMarkup(html))
  );
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
