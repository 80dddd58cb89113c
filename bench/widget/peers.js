import { chromium } from 'playwright-core';
import { browserArguments, ensureBrowser } from '../../scripts/browser.js';
import { fixturePage } from '../../tests/support/fixture-comments.ts';
import { yearsAgo } from '../../tests/support/render-page.ts';
import { interleave, spread } from '../statistics.js';
import { measurePage, measureRender } from './measure-render.js';
import { filesOf, peerClients } from './peer-clients.js';
import { drawPeer, loadPeer, openPeerPage } from './peer-page.js';
import { unpaced } from './unpaced.js';

const samples = 9;
const comments = fixturePage(10, yearsAgo());

/** Drawing ten comments, beside the clients of others that can write: the same comments, answered as at once. */
export const benchPeers = async ({ report }) => {
  const browser = await chromium.launch({
    executablePath: ensureBrowser(),
    args: [...browserArguments, ...unpaced],
  });
  try {
    for (const client of peerClients) {
      const files = await filesOf(client);
      const widget = () => measureRender(browser, { kind: 'widget', comments });
      const peer = () =>
        measurePage(
          () => openPeerPage(browser, client, files),
          (page) => loadPeer(page, client, comments),
          (page) => drawPeer(page, client),
        );
      await widget();
      await peer();
      const pairs = await interleave(samples, widget, peer);
      for (const [key, what] of Object.entries({ cpu: 'main-thread CPU', visible: 'time to visible' })) {
        const [ours, theirs] = ['a', 'b'].map((side) => spread(pairs.map((pair) => pair[side][key])));
        const shown = ({ median, least, most }) =>
          `${median.toFixed(1)} ms (${least.toFixed(1)} to ${most.toFixed(1)})`;
        report.add({
          name: `Render 10 comments, ${client.packages[0]}: ${what}`,
          value: ours.median / theirs.median,
          atMost: 1,
          widget: ours,
          peer: theirs,
          detail: `${shown(ours)} against ${shown(theirs)}, ${pairs.length} fresh pages each`,
        });
      }
    }
  } finally {
    await browser.close();
  }
};
