import './define/comment-count.js';
// The outermost element is last, so that its parts are defined when it first renders.
import './define/comments.js';
import { pageThread } from './elements/base/page-thread.js';

// Notes which page the canonical link belongs to, for single-page sites that show comments only later.
if (globalThis.document) pageThread();

export * from './index.js';
