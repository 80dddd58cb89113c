import { setTimeout } from 'node:timers/promises';
import { draw, lastId, loadScript, openRenderPage } from '../../tests/support/render-page.ts';

/** Long enough for what the widget does after it is visible, such as texts that come late, to count as well. */
const settling = 250;

/**
 * Draws the widget or a floor once in a fresh page.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {import('../../tests/support/render-page.ts').RenderPageOptions} options
 */
export const measureRender = (browser, options) =>
  measurePage(
    () => openRenderPage(browser, options),
    (page) => loadScript(page, options),
    (page) => draw(page, lastId(options.comments)),
  );

/**
 * Loads and draws once in a fresh page.
 *
 * @param {() => Promise<import('playwright-core').Page>} open
 * @param {(page: import('playwright-core').Page) => Promise<unknown>} load the script, without drawing
 * @param {(page: import('playwright-core').Page) => Promise<number>} draw gives milliseconds until all is visible
 * @returns {Promise<Record<'visible' | 'cpu' | 'script' | 'style' | 'layout' | 'loading', number>>} milliseconds: time
 *   to visible; of the main thread's CPU all of it, and that for scripts, styles and layout; and, apart from these, its
 *   CPU to load and run the script
 */
export const measurePage = async (open, load, draw) => {
  const page = await open();
  try {
    const session = await page.context().newCDPSession(page);
    // In time that this thread really ran: what else runs on the machine does not count.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const start = await usage(session);
    await load(page);
    await setTimeout(settling);
    const before = await usage(session);
    const visible = await draw(page);
    await setTimeout(settling);
    const after = await usage(session);
    const spent = (name) => (after[name] - before[name]) * 1000;
    return {
      visible,
      cpu: spent('TaskDuration'),
      script: spent('ScriptDuration'),
      style: spent('RecalcStyleDuration'),
      layout: spent('LayoutDuration'),
      loading: (before.TaskDuration - start.TaskDuration) * 1000,
    };
  } finally {
    await page.close();
  }
};

const usage = async (session) => {
  const { metrics } = await session.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
};
