import type { Page } from '../contract.js';
import { checkPage } from './check-page.js';
import type { ThreadStore } from './thread-store.js';

/**
 * Takes over a thread's first page that was available without a request. Does nothing if the thread is no longer
 * pending. The visitor's own votes and comments are loaded afterwards, because the page can be shown without them.
 *
 * @returns whether the thread now shows the page; the caller must notify the listeners (`store.changed()`)
 * @throws TypeError if the value is not a page
 */
export async function takePage(store: ThreadStore, page: Page): Promise<boolean> {
  const htmls = checkPage(page).map(({ html }) => html);
  checkSettings(page);
  await store.ready();
  await store.prepare?.(htmls);
  if (store.status !== 'pending') return false;
  store.roots = page.comments;
  store.next = page.next ?? null;
  store.take(page);
  store.status = 'complete';
  void takeVisitors(store, page).catch(() => {});
  return true;
}

async function takeVisitors(store: ThreadStore, { comments }: Page): Promise<void> {
  const mine = await store.backend!.mine?.(store.target);
  if (!mine) return;
  const { takeMine } = await import('./change-thread.js');
  // If the thread was loaded again meanwhile, it has them already.
  if (store.roots !== comments) return;
  takeMine(store, mine);
  store.changed();
}

/**
 * Checks the parts of a page that are rendered besides its comments. A backend is trusted to keep the contract here,
 * but a file may come from anybody.
 */
function checkSettings({ total, summary, thread }: Page): void {
  const isWhole =
    typeof total === 'number' &&
    typeof thread.fields === 'object' &&
    (!summary || Object.values(summary.distribution).every((n) => typeof n === 'number'));
  if (!isWhole) throw TypeError('page');
}
