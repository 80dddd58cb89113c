export interface SanitiseOptions {
  /** Keep images that have an http or https address; else each becomes a link to it. */
  images: boolean;
}

/** The safe part of a comment's HTML, in an element; undefined where parsing alone could stop the page. Never throws. */
export type Sanitiser = (html: string, options: SanitiseOptions) => HTMLElement | undefined;

/** Parses HTML into an element of a document without a window, and leaves only what the allow-list names, wrappers too. */
export type Engine = (html: string) => HTMLElement;
