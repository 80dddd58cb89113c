import './comment-form.js';
import './comment-list.js';
import './rating-summary.js';
import { StarlingComments } from '../elements/comments/comments.js';
import { defineElement } from '../define-element.js';

defineElement('comments', StarlingComments);

export { StarlingComments };
