/** What can stand in JSON: it goes from the test into a page and back. */
export type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };

/** A page in a browser, with a storage of its own: what every engine can do, and no more than the tests need. */
export interface Tab {
  goto(url: string): Promise<void>;
  /** Runs a function in the page, which sees its arguments and nothing around it; the promise of its value. */
  evaluate<A extends Json[], R>(run: (...args: A) => R | Promise<R>, ...args: A): Promise<R>;
  /** Moves the pointer to a point of the viewport, as a mouse would. */
  move(x: number, y: number): Promise<void>;
  /** Presses and releases the mouse there. */
  click(x: number, y: number): Promise<void>;
  /** Types text, a key a letter. */
  type(text: string): Promise<void>;
  /** Presses keys by their names (`Enter`, `Tab`, `Control`), all held down together. */
  press(...keys: string[]): Promise<void>;
  /** Of the page's own area, in CSS pixels. */
  resize(width: number, height: number): Promise<void>;
  /** PNG of what the viewport shows. */
  screenshot(): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface Engine {
  /** What `navigator.userAgent` and everybody call it. */
  readonly name: 'Chromium' | 'Firefox' | 'WebKit';
  /** A page 1,000 × 800 with an empty storage. */
  open(): Promise<Tab>;
  close(): Promise<void>;
}

export const usualViewport = { width: 1000, height: 800 };
