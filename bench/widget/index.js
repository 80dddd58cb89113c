import { benchFirstView } from './first-view.js';
import { benchPeers } from './peers.js';
import { benchRender } from './render.js';

export const benchWidget = async ({ report }) => {
  report.section('Widget');
  await benchFirstView({ report });
  await benchRender({ report });
  await benchPeers({ report });
};
