import { noChange, nothing } from 'lit';
import { Directive, directive, type ChildPart } from 'lit/directive.js';
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

class RichTextDirective extends Directive {
  #key?: string;
  #content?: DocumentFragment | Promise<DocumentFragment>;

  override render(_html: string, _images: boolean): unknown {
    return noChange;
  }

  override update(part: ChildPart, [html, images]: [string, boolean]): unknown {
    const key = images + html;
    if (key === this.#key) return noChange;
    this.#key = key;
    const content = (this.#content = sanitise(html, { images }));
    if (!(content instanceof Promise)) return content;
    // Lit clears whatever stands in the part when the next value comes.
    void content.then((late) => content === this.#content && part.parentNode.insertBefore(late, part.endNode));
    return nothing;
  }
}

/** A comment's sanitised HTML, made once for each value; alone in its element: `<div>${richText(comment.html, images)}</div>`. */
export const richText = directive(RichTextDirective);
