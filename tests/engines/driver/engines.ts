import { ensureEngines } from '../../../scripts/engines.js';
import { launchChromium, launchFirefox } from './puppeteer.js';
import type { Engine } from './tab.js';
import { launchWebKit } from './webkit.js';

/** The engines that every suite here runs in. */
export const engines: Record<Engine['name'], () => Promise<Engine>> = {
  Chromium: () => launchChromium(ensureEngines().chromium),
  Firefox: () => launchFirefox(ensureEngines().firefox),
  WebKit: () => {
    const { webkitDriver, webkitBrowser, display } = ensureEngines();
    return launchWebKit({ driver: webkitDriver, browser: webkitBrowser, display });
  },
};
export const engineNames = Object.keys(engines) as Engine['name'][];
