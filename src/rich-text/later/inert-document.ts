/** A document without a window: nothing in it loads, runs or is upgraded. */
export const inertDocument = (): Document => document.implementation.createHTMLDocument('');
