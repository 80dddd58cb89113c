import '../loaders.js';
import { StarlingCommentCount } from '../elements/comment-count/comment-count.js';
import { defineElement } from '../define-element.js';

defineElement('comment-count', StarlingCommentCount);

export { StarlingCommentCount };
