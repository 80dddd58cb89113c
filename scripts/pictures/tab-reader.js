import { setTimeout as wait } from 'node:timers/promises';
import { find } from '../../tests/engines/driver/find.js';

/**
 * A reader at a tab of any engine.
 *
 * @param {import('../../tests/engines/driver/tab.js').Tab} tab
 * @returns {import('./states.js').Reader}
 */
export function tabReader(tab) {
  const until = async (query, how, isThere) => {
    for (const end = Date.now() + 10_000; Date.now() < end; await wait(50)) {
      const found = await tab.evaluate(find, query, { scroll: true, ...how });
      if (found && isThere(found)) return found.point;
    }
    throw new Error(`Not found, or covered: ${JSON.stringify(query)}`);
  };
  const at = (query) => until(query, {}, ({ point }) => point);
  const focus = (query) => until(query, { focus: true }, ({ focused }) => focused);
  return {
    press: async (query) => {
      const { x, y } = await at(query);
      await tab.click(x, y);
    },
    point: async (query) => {
      const { x, y } = await at(query);
      await tab.move(x, y);
    },
    focus,
    leave: () => tab.press('Tab'),
    fill: async (query, text) => {
      await focus(query);
      // A line break is a key of its own.
      for (const [index, line] of text.split('\n').entries()) {
        if (index) await tab.press('Enter');
        await tab.type(line);
      }
    },
    choose: async (query, option) => {
      await focus(query);
      await tab.type(option);
    },
    evaluate: (run) => tab.evaluate(run),
  };
}
