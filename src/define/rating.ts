import { StarlingRating } from '../elements/rating/rating.js';
import { defineElement } from '../define-element.js';

defineElement('rating', StarlingRating);

export { StarlingRating };
