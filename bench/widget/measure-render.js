import { setTimeout } from 'node:timers/promises';
import { draw, lastId, loadScript, openRenderPage } from '../../tests/support/render-page.ts';

/** Long enough for what the widget does after it is visible, such as texts that come late, to count as well. */
const settling = 250;

/**
 * Draws once in a fresh page.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {import('../../tests/support/render-page.ts').RenderPageOptions} options
 * @returns {Promise<Record<'visible' | 'cpu' | 'script' | 'style' | 'layout' | 'loading', number>>} milliseconds: time
 *   to visible; of the main thread's CPU all of it, and that for scripts, styles and layout; and, apart from these, its
 *   CPU to load and run the file that defines the elements
 */
export const measureRender = async (browser, options) => {
  const page = await openRenderPage(browser, options);
  try {
    const session = await page.context().newCDPSession(page);
    // In time that this thread really ran: what else runs on the machine does not count.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const start = await usage(session);
    await loadScript(page, options);
    await setTimeout(settling);
    const before = await usage(session);
    const visible = await draw(page, lastId(options.comments));
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
