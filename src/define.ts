import './define/comment-count.js';
// The outermost last: it finds its parts defined when it first draws.
import './define/comments.js';

export * from './index.js';
