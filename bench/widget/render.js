import { chromium } from 'playwright-core';
import { browserArguments, ensureBrowser } from '../../scripts/browser.js';
import { buildFloor } from '../../tests/support/build-floor.js';
import { fixturePage } from '../../tests/support/fixture-comments.ts';
import { draw, framesOf, lastId, loadScript, openRenderPage, yearsAgo } from '../../tests/support/render-page.ts';
import { interleave, median, spread } from '../statistics.js';
import { measureRender } from './measure-render.js';
import { unpaced } from './unpaced.js';

const samples = 9;

/** Times the floor without `content-visibility` that drawing so many comments may take. */
const targets = { 10: 1.7, 100: 1.1, 1000: 1 };

/** Drawing 10, 100 and 1,000 comments, against floors that draw the same. */
export const benchRender = async ({ report }) => {
  buildFloor();
  const browser = await chromium.launch({
    executablePath: ensureBrowser(),
    args: [...browserArguments, ...unpaced],
  });
  try {
    const frames = await drawnFrames(browser);
    for (const [count, atMost] of Object.entries(targets)) {
      const comments = fixturePage(Number(count), yearsAgo());
      const measure = (kind) => () => measureRender(browser, { kind, comments, frames });
      for (const floor of ['plain-floor', 'floor']) {
        await measure('widget')();
        await measure(floor)();
        const pairs = await interleave(samples, measure('widget'), measure(floor));
        // Against the floor that has it, for comparison only.
        const name = `Render ${count} comments${floor === 'floor' ? ', floor with content-visibility' : ''}`;
        const target = floor === 'floor' ? undefined : atMost;
        addRenderFigure(report, `${name}: main-thread CPU`, pairs, 'cpu', target);
        addRenderFigure(report, `${name}: time to visible`, pairs, 'visible', target);
        const of = (side, key) => median(pairs.map((pair) => pair[side][key])).toFixed(1);
        const parts = ['script', 'style', 'layout', 'loading'];
        report.note(
          `CPU in ms: ${parts.map((part) => `${part} ${of('a', part)} against ${of('b', part)}`).join(', ')}`,
        );
      }
    }
  } finally {
    await browser.close();
  }
};

const addRenderFigure = (report, name, pairs, key, atMost) => {
  const [widget, floor] = ['a', 'b'].map((side) => spread(pairs.map((pair) => pair[side][key])));
  const shown = ({ median, least, most }) => `${median.toFixed(1)} ms (${least.toFixed(1)} to ${most.toFixed(1)})`;
  report.add({
    name,
    value: widget.median / floor.median,
    atMost,
    widget,
    floor,
    detail: `${shown(widget)} against ${shown(floor)}, ${pairs.length} fresh pages each`,
  });
};

const drawnFrames = async (browser) => {
  const options = { kind: 'widget', comments: fixturePage(10, yearsAgo()) };
  const page = await openRenderPage(browser, options);
  await loadScript(page, options);
  await draw(page, lastId(options.comments));
  const frames = await framesOf(page);
  await page.close();
  return frames;
};
