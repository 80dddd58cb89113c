import '../loaders.js';
import './comment.js';
import './comment-form.js';
import { StarlingCommentList } from '../elements/comment-list/comment-list.js';
import { defineElement } from '../define-element.js';

defineElement('comment-list', StarlingCommentList);

export { StarlingCommentList };
