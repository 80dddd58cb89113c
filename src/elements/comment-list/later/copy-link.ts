import type { Comment } from '../../../contract.js';
import type { ListHost } from '../list-host.js';
import { copyText } from './copy-text.js';

/** Copies the permalink of a comment, and says so; where that can't be done the address is there to be copied. */
export async function copyLink(list: ListHost, { id }: Comment): Promise<void> {
  const href = `${location.href.split('#')[0]}#comment-${id}`;
  const isCopied = await copyText(href);
  list.notice = (l10n) => (isCopied ? l10n.text('linkCopied') : href);
}
