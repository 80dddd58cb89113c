import type { ImportFormat } from './imported.js';
import { starlingFormat } from './starling-format.js';

/** Everything that can be imported, in the order in which a file is looked at. */
export const formats: readonly ImportFormat[] = [starlingFormat];
