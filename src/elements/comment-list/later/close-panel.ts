import { keep } from '../../../platform/storage.js';
import { guardText } from '../../../thread/unkept.js';
import type { ListHost, Notice, Panel } from '../list-host.js';
import { focusAction } from './go-to.js';

/** The storage key of the text typed into a panel. It survives a reload, until it is sent or discarded. */
export const typedKey = (list: ListHost, { comment, action }: Pick<Panel, 'comment' | 'action'>): string => {
  const { site, thread } = list.store!.target;
  return `starling:draft:${JSON.stringify([site, thread.id, comment.id, action])}`;
};

/** Closes the panel and moves the focus back to where it was opened. */
export async function closePanel(list: ListHost, { comment, action }: Panel, notice?: Notice): Promise<void> {
  const key = typedKey(list, { comment, action });
  keep(key, undefined);
  guardText(key, undefined);
  list.panel = undefined;
  list.notice = notice;
  if (action !== 'undo') await focusAction(list, comment.id, action);
}
