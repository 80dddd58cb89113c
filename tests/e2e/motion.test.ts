import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openState } from '../../scripts/pictures/draw.js';
import { type Reader, type State, states } from '../../scripts/pictures/states.js';
import { launchBrowser } from '../support/demo.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

interface Seen {
  /** Of each animation and transition with a duration: its name or property, once. */
  motions: string[];
  /** What moved without the reader's doing, from where to where. */
  shifts: string[];
}

/** In the page, from before anything is there: looks at every frame, across all shadow roots. */
function watch(): void {
  const seen: Seen = { motions: [], shifts: [] };
  Object.assign(window, { seen });
  const look = (root: Document | ShadowRoot): void => {
    for (const animation of root.getAnimations()) {
      const { duration } = animation.effect!.getComputedTiming();
      const { animationName, transitionProperty } = animation as CSSAnimation & CSSTransition;
      const name = animationName ?? transitionProperty ?? 'by script';
      if (Number(duration) > 0 && !seen.motions.includes(name)) seen.motions.push(name);
    }
    for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) look(shadowRoot);
  };
  const frame = (): void => {
    look(document);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  type Shift = PerformanceEntry & {
    hadRecentInput: boolean;
    sources: { previousRect: DOMRect; currentRect: DOMRect }[];
  };
  new PerformanceObserver((list) => {
    for (const { hadRecentInput, sources } of list.getEntries() as Shift[])
      if (!hadRecentInput)
        seen.shifts.push(
          ...sources.map(({ previousRect, currentRect }) => `${previousRect.top} -> ${currentRect.top}`),
        );
  }).observe({ type: 'layout-shift', buffered: true });
}

async function seenIn(state: State, reducedMotion: 'reduce' | 'no-preference'): Promise<Seen> {
  // What comes by itself has tests of its own; here it is what the reader sets in motion.
  const reach =
    state.reach &&
    (async (reader: Reader) => {
      await reader.evaluate(() => (window as unknown as { seen: Seen }).seen.shifts.splice(0));
      await state.reach!(reader);
    });
  const { page, close } = await openState(
    browser,
    { ...state, reach, media: { ...state.media, reducedMotion } },
    (each: Page) => each.addInitScript(watch),
  );
  const seen = await (page as Page).evaluate(() => (window as unknown as { seen: Seen }).seen);
  await close();
  return seen;
}

const hide = async (reader: Reader): Promise<void> => {
  await reader.point({ role: 'button', name: 'Reply…' });
  await reader.press({ role: 'button', name: 'Hide…' });
};

/** The second time what a list has for those who came to it is there. */
const hoverTwice = async (reader: Reader): Promise<void> => {
  await reader.point({ role: 'button', name: 'Reply…' });
  await wait(1000);
  await reader.point({ role: 'button', name: 'Reply…', nth: 1 });
};

/** In a window that has room for no more than the form. */
const posted: State = { ...states['form-held']!, backend: undefined, width: 360, height: 500 };

/** What moves in a state for those who have nothing against it. */
const moving: Record<string, [State, string[]]> = {
  'comments on their way': [states.loading!, ['breathe']],
  'a linked comment': [states['thread-linked']!, ['arrive']],
  'a button under the pointer': [{ reach: hoverTwice }, ['background-color']],
  'stars under the pointer': [{ reach: (reader) => reader.point({ role: 'radio', name: '3 of 5 stars' }) }, ['scale']],
  'a branch that is hidden': [{ reach: hide }, ['by script']],
  'an answer that was posted': [states['reply-held']!, ['opacity']],
  'a comment that was posted by who has not been at the list yet': [posted, ['opacity']],
};

describe.each(Object.entries(moving))('%s', (_, [state, motions]) => {
  test('moves, and moves nothing else', async () => {
    const seen = await seenIn(state, 'no-preference');
    expect(seen.motions).toEqual(expect.arrayContaining(motions));
    expect(seen.shifts).toEqual([]);
  }, 60_000);

  test('does not move for those who want less motion', async () => {
    expect(await seenIn(state, 'reduce')).toEqual({ motions: [], shifts: [] });
  }, 60_000);
});

// What has a panel, a notice or another order: everything that a reader opens.
const opened = [
  'reply',
  'reply-held',
  'edit',
  'delete',
  'undo',
  'report',
  'thread-filtered',
  'thread-sorted',
  'sign-in-code',
];

test.each(opened)(
  'nothing in the state %s moves by itself for those who want less motion',
  async (name) => {
    expect(await seenIn(states[name]!, 'reduce')).toEqual({ motions: [], shifts: [] });
  },
  60_000,
);
