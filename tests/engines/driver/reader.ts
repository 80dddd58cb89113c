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
