/** Nothing in a document without a window loads, runs or is upgraded. */
export const inertDocument = (): Document => document.implementation.createHTMLDocument('');
