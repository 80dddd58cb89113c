import { StarlingComment } from '../elements/comment/comment.js';
import { defineElement } from '../define-element.js';

defineElement('comment', StarlingComment);

export { StarlingComment };
