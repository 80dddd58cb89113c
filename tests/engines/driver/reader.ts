import { expect } from 'vitest';
import { drawnText, find, type Found, type Query } from './find.js';
import type { Tab } from './tab.js';

const patience = { timeout: 15_000, interval: 30 };

/** What a person does at a page: looks, points, types. Every step waits until it can be done, and fails where it can't. */
export class Reader {
  constructor(readonly tab: Tab) {}

  /** The element, or nothing where there is none now. */
  find(query: Query): Promise<Found | null> {
    return this.tab.evaluate(find, { ...query });
  }

  /** A press that misses, as the page moved on the way, does nothing and is tried again. */
  async click(query: Query): Promise<void> {
    const press = async () => {
      const point = (await this.tab.evaluate(find, { ...query }, { scroll: true, guard: true }))?.point;
      if (point) await this.tab.click(point.x, point.y);
      // A press that leads to another page takes the answer with it.
      return !!point && this.tab.evaluate(() => (window as Window & { pressed?: boolean }).pressed !== false);
    };
    await expect.poll(press, { ...patience, message: `pressed ${says(query)}` }).toBe(true);
  }

  /** Puts the focus into a field by a click, and types in place of what it holds. */
  async fill(query: Query, text: string): Promise<void> {
    await this.click(query);
    await this.sees(query, { focused: true });
    if ((await this.find(query))!.value) {
      await this.tab.press('Control', 'a');
      await this.tab.press('Backspace');
    }
    await this.tab.type(text);
    await this.sees(query, { value: text });
  }

  /** Chooses from a native list by its first letters: what a list opens when it is pressed is no part of the page. */
  async choose(query: Query, option: string): Promise<void> {
    await this.sees(query);
    await this.tab.evaluate(find, { ...query }, { focus: true });
    await this.tab.type(option);
  }

  /**
   * Opens a native list with the mouse and takes an option by its first letters and Enter. The list is a window of the
   * browser's own, of which a page is told nothing: where a busy machine shows it too late for the keys, they are lost,
   * and it is done again, from a list that is closed.
   */
  async chooseByMouse(query: Query, option: string): Promise<void> {
    const isChosen = async () => (await this.find(query))?.chosen.startsWith(option) ?? false;
    const soon = async (condition: () => Promise<boolean>) => {
      for (const end = Date.now() + 2000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 30)))
        if (await condition()) return true;
      return false;
    };
    const closed = async () => {
      if (!(await this.find(query))?.open) return;
      // Firefox's takes no keys from a driver; a second press closes it, as a reader's would.
      await this.click(query);
      await this.sees(query, { open: false });
    };
    const choose = async () => {
      await this.click(query);
      if (await this.tab.evaluate(() => CSS.supports('selector(:open)'))) await this.sees(query, { open: true });
      await this.tab.type(option);
      await this.tab.press('Enter');
      const done = await soon(isChosen);
      await closed();
      return done;
    };
    await expect.poll(choose, { ...patience, timeout: 30_000, message: `${option} of ${says(query)}` }).toBe(true);
  }

  /** Waits until what is found is as asked. */
  async sees(query: Query, as: Partial<Found> = {}): Promise<void> {
    await expect
      .poll(() => this.find(query), { ...patience, message: says(query) })
      .toMatchObject({ count: expect.any(Number), ...as });
  }

  async seesNo(query: Query): Promise<void> {
    await expect.poll(() => this.find(query), { ...patience, message: says(query) }).toBeNull();
  }

  async reads(text: string): Promise<void> {
    const message = `${JSON.stringify(text)} is on the page`;
    await expect
      .poll(async () => (await this.tab.evaluate(drawnText)).includes(text), { ...patience, message })
      .toBe(true);
  }
}

const says = (query: Query): string => JSON.stringify(query);
