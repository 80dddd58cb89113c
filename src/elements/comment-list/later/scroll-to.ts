import type { ListHost } from '../list-host.js';
import { itemOf } from './go-to.js';

/**
 * Brings a comment into view. Comments take their real height as they come into sight, a frame or two later: the place is
 * right once it has stood still for some frames, or as soon as the reader goes elsewhere.
 */
export async function scrollToComment(list: ListHost, id: string): Promise<void> {
  const reader = new AbortController();
  const leave = () => reader.abort();
  // A press, too: what it is on must not move away before it is a click.
  for (const type of ['wheel', 'touchmove', 'pointerdown', 'keydown'])
    addEventListener(type, leave, { signal: reader.signal, capture: true });
  for (let still = 0, frame = 0; still < 4 && frame < 60 && !reader.signal.aborted; frame++) {
    const item = itemOf(list, id);
    if (!item) break;
    const before = item.getBoundingClientRect().top;
    item.scrollIntoView({ block: 'center', behavior: 'instant' });
    still = Math.abs(item.getBoundingClientRect().top - before) < 1 ? still + 1 : 0;
    await new Promise(requestAnimationFrame);
  }
  leave();
}
