/** Assigns numbers to texts, from 0, in the order in which they are added. */
export interface TextNumbers {
  readonly size: number;
  /** The text's number; a new one if it has none yet. */
  numberOf(text: string): number;
  textOf(number: number): string;
}

/**
 * A hash table outside the heap: as strings in a `Map`, millions of ids would take three times the memory. It uses open
 * addressing with linear probing, and is never more than half full.
 */
export const textNumbers = (): TextNumbers => {
  const ends = numberList(0);
  let bytes = Buffer.allocUnsafe(64 * 1024);
  let slots = new Int32Array(1024);
  let hashes = new Int32Array(512);
  let size = 0;

  const startOf = (number: number): number => (number === 0 ? 0 : ends.at(number - 1));

  /** The slot that already contains the bytes at the end of the table, or else the free slot for them. */
  const slotOf = (hash: number, start: number, end: number): number => {
    let slot = hash & (slots.length - 1);
    for (let number = slots[slot]! - 1; number !== -1; number = slots[slot]! - 1) {
      if (hashes[number] === hash && bytes.compare(bytes, startOf(number), ends.at(number), start, end) === 0) break;
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  };

  const grow = (): void => {
    hashes = withRoom(hashes, size + 1);
    if (size * 2 < slots.length) return;
    slots = new Int32Array(slots.length * 2);
    for (let number = 0; number < size; number++) {
      let slot = hashes[number]! & (slots.length - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = number + 1;
    }
  };

  return {
    get size() {
      return size;
    },
    numberOf: (text) => {
      const start = size === 0 ? 0 : ends.at(size - 1);
      // One UTF-16 code unit takes at most three bytes.
      if (start + text.length * 3 > bytes.length) {
        const larger = Buffer.allocUnsafe(bytes.length * 2 + text.length * 3);
        bytes.copy(larger, 0, 0, start);
        bytes = larger;
      }
      const end = start + bytes.write(text, start);
      const hash = hashOf(bytes, start, end);
      grow();
      const slot = slotOf(hash, start, end);
      if (slots[slot] !== 0) return slots[slot]! - 1;
      hashes[size] = hash;
      ends.set(size, end);
      slots[slot] = ++size;
      return size - 1;
    },
    textOf: (number) => bytes.toString('utf8', startOf(number), ends.at(number)),
  };
};

/** FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/ */
const hashOf = (bytes: Uint8Array, start: number, end: number): number => {
  let hash = 0x811c9dc5;
  for (let index = start; index < end; index++) hash = Math.imul(hash ^ bytes[index]!, 0x01000193);
  return hash | 0;
};

export interface NumberList {
  /** For an index that was never set, the list's default. */
  at(index: number): number;
  set(index: number, value: number): void;
}

/** A growing list of 32-bit integers. */
export const numberList = (otherwise: number): NumberList => {
  let values = new Int32Array(1024).fill(otherwise);
  return {
    at: (index) => values[index] ?? otherwise,
    set: (index, value) => {
      const before = values.length;
      values = withRoom(values, index + 1);
      if (values.length > before) values.fill(otherwise, before);
      values[index] = value;
    },
  };
};

const withRoom = (values: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> => {
  if (length <= values.length) return values;
  const larger = new Int32Array(Math.max(values.length * 2, length));
  larger.set(values);
  return larger;
};
