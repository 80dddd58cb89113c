/**
 * FNV-1a of a text's code units, followed by MurmurHash3's final mix so that all bits count: an unsigned 32-bit number.
 * For buckets and sketches, which need speed and no secrecy.
 */
export const hash32 = (text: string, from = 0, to = text.length): number => {
  let hash = 0x811c9dc5;
  for (let index = from; index < to; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};
