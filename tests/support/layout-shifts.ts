import type { Page } from 'playwright-core';

export interface Shift {
  value: number;
  /** What moved: its first characters, or nothing where it is in a shadow root, and its top before and after. */
  moved: string[];
}

/** Everything that has moved since the page began, other than by the reader's own doing. */
export const shiftsOf = (page: Page): Promise<Shift[]> =>
  page.evaluate(
    () =>
      new Promise<Shift[]>((resolve) => {
        interface Source {
          node?: Node;
          previousRect: DOMRect;
          currentRect: DOMRect;
        }
        type Entry = PerformanceEntry & { value: number; sources: Source[] };
        const movement = ({ node, previousRect, currentRect }: Source) =>
          `${node instanceof Element ? node.outerHTML.slice(0, 40) : ''} ${previousRect.top} -> ${currentRect.top}`;
        new PerformanceObserver((list) => {
          const entries = list.getEntries() as Entry[];
          resolve(entries.map(({ value, sources }) => ({ value, moved: sources.map(movement) })));
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(resolve, 200, []);
      }),
  );
