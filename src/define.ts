import './define/comment-count.js';
// The outermost last: it finds its parts defined when it first draws.
import './define/comments.js';
import { pageThread } from './elements/base/page-thread.js';

// Whose canonical link this is, on a single-page site that shows comments only later.
if (globalThis.document) pageThread();

export * from './index.js';
