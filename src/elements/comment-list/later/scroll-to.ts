import type { ListHost } from '../list-host.js';
import { itemOf } from './go-to.js';

/**
 * Scrolls to a comment. Comments take their real height a frame or two after they become visible, so this goes on until
 * the comment has not moved for some frames, or until the reader scrolls or presses something.
 */
export async function scrollToComment(list: ListHost, id: string): Promise<void> {
  const reader = new AbortController();
  const leave = () => reader.abort();
  // A press counts too: its target must not move away before the click.
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
