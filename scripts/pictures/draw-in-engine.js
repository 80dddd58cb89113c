import { setTimeout as wait } from 'node:timers/promises';
import { engines } from '../../tests/engines/driver/engines.js';
import { startFileServer } from '../../tests/engines/support/file-server.js';
import { html, mount } from './page.js';
import { states } from './states.js';
import { tabReader } from './tab-reader.js';
import { given, now } from './thread.js';

/**
 * Starts an engine that draws states by name.
 *
 * @param {import('../../tests/engines/driver/tab.js').Engine['name']} name
 */
export async function startEngine(name) {
  const server = await startFileServer((url) => page(states[url.searchParams.get('state')]));
  const engine = await engines[name]();
  return {
    /** The engine's picture of a window, and where in it the element is. */
    async draw(state) {
      const tab = await engine.open();
      try {
        return await drawIn(tab, `${server.url}/?state=${state}`, states[state]);
      } finally {
        await tab.close();
      }
    },
    async close() {
      await engine.close();
      await server.stop();
    },
  };
}

/** Why an engine can't draw a state, if that is so: a driver cannot say what Playwright can. */
export const obstacle = ({ media = {} }) =>
  (media.media && 'no printing') || (media.forcedColors && 'no forced colours') || undefined;

async function drawIn(tab, url, state) {
  const { width = 768, height = 900, backend, reach, only = 'starling-comments' } = state;
  await tab.resize(width, height);
  await tab.goto(url);
  await tab.evaluate(mount, given(state));
  // Until what comes after a first view is there, too; nothing here tells an engine to move nothing.
  await wait(backend === 'loading' ? 900 : 2600);
  if (reach) {
    await reach(tabReader(tab));
    await wait(1500);
  }
  // In a window as high as the page: a driver's picture is of the window.
  await tab.resize(width, Math.max(height, await tab.evaluate(() => document.documentElement.scrollHeight)));
  await wait(200);
  return { png: await tab.screenshot(), clip: await tab.evaluate(boxOf, only) };
}

function page(state) {
  const { colorScheme } = state.media ?? {};
  const css = `${state.css ?? ''} ${colorScheme ? `:root { color-scheme: ${colorScheme} }` : ''}`;
  return html({ ...state, css }).replace('<script', `<script>(${stopClock})(${now})</script>$&`);
}

/** In the page. */
function stopClock(now) {
  window.Date = class extends Date {
    constructor(...parts) {
      if (parts.length) super(...parts);
      else super(now);
    }
    static now() {
      return now;
    }
  };
}

/** In the page: of the first such element, across shadow roots. */
function boxOf(name) {
  const first = (root) => {
    for (const each of root.querySelectorAll('*')) {
      const found = each.localName === name ? each : each.shadowRoot && first(each.shadowRoot);
      if (found) return found;
    }
  };
  scrollTo(0, 0);
  const { left, top, width, height } = first(document).getBoundingClientRect();
  return { left, top, width, height };
}
