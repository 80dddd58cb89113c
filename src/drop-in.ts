// starling.js: all of it, and what only a file that chunks import by its name needs.
export * from './bundle.js';

// By an address with a query it is another module than the `starling.js` that its chunks import.
if (import.meta.url.includes('?')) void import('./warn-query.js');
