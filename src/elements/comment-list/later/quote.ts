import type { Comment } from '../../../contract.js';
import type { ListHost } from '../list-host.js';
import { itemOf } from './go-to.js';

/** What was selected at the last `pointerdown`, because pressing Reply may clear the selection. */
let remembered: { body: Element; text: string; time: number } | undefined;

export function rememberSelection(event: Event): void {
  const [target] = event.composedPath();
  const root = (target as Element).getRootNode();
  const body = root instanceof ShadowRoot && (target as Element).closest('button') && root.querySelector('.body');
  remembered = body ? { body, text: selectedIn(body), time: event.timeStamp } : undefined;
}

/**
 * The selected text of a comment as a Markdown quote, followed by an empty line; an empty string without a selection.
 */
export function quoteOf(list: ListHost, { id }: Comment): string {
  const body = itemOf(list, id)?.querySelector('starling-comment')?.renderRoot.querySelector('.body');
  if (!body) return '';
  const recent = remembered?.body === body && performance.now() - remembered.time < 1000 ? remembered.text : '';
  const text = selectedIn(body) || recent;
  return text && `${text.replace(/^/gm, '> ').replace(/ +$/gm, '')}\n\n`;
}

/** Inserts a quote at the beginning of the open reply, above its text. */
export async function beginWith(list: ListHost, quote: string): Promise<void> {
  const form = list.renderRoot.querySelector('.panel starling-comment-form') as
    HTMLElementTagNameMap['starling-comment-form'] | null;
  await form?.updateComplete;
  const field = form?.renderRoot.querySelector('textarea');
  if (!field || field.value.startsWith(quote)) return;
  field.value = quote + field.value;
  field.setSelectionRange(quote.length, quote.length);
  // Handled as if it had been typed, so that it is stored with the rest.
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

function selectedIn(body: Element): string {
  const range = selectedRange(body.getRootNode() as ShadowRoot);
  if (!range || range.collapsed || !body.contains(range.startContainer) || !body.contains(range.endContainer))
    return '';
  const copied = document.createRange();
  copied.setStart(range.startContainer, range.startOffset);
  copied.setEnd(range.endContainer, range.endOffset);
  return linesOf(copied.cloneContents(), !!copied.commonAncestorContainer.parentElement?.closest('pre'))
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

type Composed = Selection & {
  getComposedRanges?(options: { shadowRoots: ShadowRoot[] } | ShadowRoot): StaticRange[];
};

/** The selection inside a shadow tree, by whichever method the browser has. */
function selectedRange(root: ShadowRoot): AbstractRange | undefined {
  const selection = document.getSelection() as Composed | null;
  try {
    const [range] = selection?.getComposedRanges?.({ shadowRoots: [root] }) ?? [];
    if (range && root.contains(range.startContainer)) return range;
  } catch {
    // Safari 17 expects the root itself as the argument.
  }
  const inside = (root as ShadowRoot & { getSelection?(): Selection | null }).getSelection?.() ?? selection;
  return inside?.rangeCount ? inside.getRangeAt(0) : undefined;
}

/** The text of a node, with the line breaks that blocks and `br` cause. */
function linesOf(node: Node, isCode: boolean): string {
  if (node instanceof Text) return isCode ? node.data : node.data.replace(/\s+/g, ' ');
  if (node instanceof HTMLButtonElement) return '';
  if (node instanceof HTMLBRElement) return '\n';
  const text = [...node.childNodes].map((each) => linesOf(each, isCode || node.nodeName === 'PRE')).join('');
  if (!(node instanceof HTMLElement)) return text;
  if (/^(LI|TR)$/.test(node.tagName)) return `${text}\n`;
  return /^(P|PRE|UL|OL|TABLE|BLOCKQUOTE|HR|H\d)$/.test(node.tagName) ? `\n\n${text}\n\n` : text;
}
