/**
 * FNV-1a of a text's code units, mixed once more as MurmurHash3 does at its end, so that all bits count: 32 bits, without
 * a sign. For buckets and sketches, which need speed and no secrecy.
 */
export const hash32 = (text: string, from = 0, to = text.length): number => {
  let hash = 0x811c9dc5;
  for (let index = from; index < to; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};
