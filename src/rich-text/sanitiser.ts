export interface SanitiseOptions {
  /** Whether to keep images that have an http or https address. If false, each becomes a link to its address. */
  images: boolean;
}

/**
 * The safe part of a comment's HTML, in an element; undefined where parsing alone could stop the page. Never throws.
 */
export type Sanitiser = (html: string, options: SanitiseOptions) => HTMLElement | undefined;

/**
 * Parses HTML into an element of a document without a window and keeps only what the allow-list names, including the
 * elements that are unwrapped later.
 */
export type Engine = (html: string) => HTMLElement;
