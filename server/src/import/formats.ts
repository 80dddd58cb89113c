import { artalkFormat } from './artalk-format.js';
import { commentoFormat } from './commento-format.js';
import { disqusFormat } from './disqus-format.js';
import type { ImportFormat } from './imported.js';
import { issoFormat } from './isso-format.js';
import { remark42Format } from './remark42-format.js';
import { starlingFormat } from './starling-format.js';
import { twikooFormat } from './twikoo-format.js';
import { valineFormat } from './valine-format.js';
import { walineFormat } from './waline-format.js';
import { wordpressFormat } from './wordpress-format.js';

/** All formats that can be imported, in the order in which they are tried for a file. */
export const formats: readonly ImportFormat[] = [
  starlingFormat,
  disqusFormat,
  wordpressFormat,
  issoFormat,
  remark42Format,
  commentoFormat,
  artalkFormat,
  walineFormat,
  twikooFormat,
  valineFormat,
];
