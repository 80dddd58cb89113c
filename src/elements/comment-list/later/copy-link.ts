import type { Comment } from '../../../contract.js';
import type { ListHost } from '../list-host.js';
import { copyText } from './copy-text.js';

/** Copies the permalink of a comment, and says so. If that fails, shows the address so that the reader can copy it. */
export async function copyLink(list: ListHost, { id }: Comment): Promise<void> {
  const href = `${location.href.split('#')[0]}#comment-${id}`;
  const isCopied = await copyText(href);
  list.notice = (l10n) => (isCopied ? l10n.text('linkCopied') : href);
}
