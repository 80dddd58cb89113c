import type { Page } from '../contract.js';
import { checkPage } from './check-page.js';
import type { ThreadStore } from './thread-store.js';

/**
 * Takes a thread's first page that was there without a request. Nothing happens where the thread is not waited for any
 * more. What belongs to the visitor follows: the words are there already, and do not wait for it.
 *
 * @returns whether the page is what the thread shows now; tell those who show it
 * @throws TypeError where it is no page
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
  // Loaded anew meanwhile, the thread has them.
  if (store.roots !== comments) return;
  takeMine(store, mine);
  store.changed();
}

/** What is drawn of a page besides its comments. A backend keeps its word; a file may be anybody's. */
function checkSettings({ total, summary, thread }: Page): void {
  const isWhole =
    typeof total === 'number' &&
    typeof thread.fields === 'object' &&
    (!summary || Object.values(summary.distribution).every((n) => typeof n === 'number'));
  if (!isWhole) throw TypeError('page');
}
