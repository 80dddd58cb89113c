import type { OpenedAnswer } from './public-answer.js';

/** A public answer, as last rendered. */
export interface Page {
  version: string;
  tag: string;
  /** Text until the page is requested again, then bytes. */
  content: string | Uint8Array<ArrayBuffer>;
  opened: OpenedAnswer;
}

export interface PageMemory {
  get(address: string): Page | undefined;
  keep(address: string, page: Page): void;
}

/** Keeps the most recently requested pages, up to a total number of bytes. */
export const pageMemory = (most: number): PageMemory => {
  const pages = new Map<string, Page>();
  let bytes = 0;

  const forget = (address: string): void => {
    const page = pages.get(address);
    if (page && pages.delete(address)) bytes -= sizeOf(address, page);
  };

  return {
    get: (address) => {
      const page = pages.get(address);
      if (!page) return undefined;
      // A Map keeps insertion order: inserting the page again makes it the newest.
      pages.delete(address);
      pages.set(address, page);
      return page;
    },

    keep: (address, page) => {
      forget(address);
      const size = sizeOf(address, page);
      if (size > most) return;
      pages.set(address, page);
      bytes += size;
      for (const oldest of pages.keys()) {
        if (bytes <= most) return;
        forget(oldest);
      }
    },
  };
};

/** An estimate of what a page's checked query, its tag and its Map entry take in addition to its content. */
const overhead = 1000;

/** A character may take two bytes. The address is stored twice: as the key, and in the query. */
const sizeOf = (address: string, { content }: Page): number =>
  (typeof content === 'string' ? 2 * content.length : content.byteLength) + 4 * address.length + overhead;
