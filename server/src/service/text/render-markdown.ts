import type { Token } from 'markdown-it';
import type { RenderedText } from '../../store/requests.js';
import { boundedMarkdown } from './bounded-markdown.js';
import { htmlOfText, htmlOfTokens } from './html-of-tokens.js';

/** Increased whenever the same source renders differently, so that outdated stored HTML can be recognised. */
const rendererVersion = 3;

/** The most bytes of HTML for a source of so many code points. */
const mostBytes = (codePoints: number): number => Math.min(20 * codePoints + 1000, 100_000);

/**
 * Renders Markdown as safe HTML of bounded size. HTML in the source is shown as text, and images become links. If the
 * result is too long, the blocks that grew most are shown as their source until it fits.
 */
export const renderMarkdown = (body: string): RenderedText => {
  const source = body.replace(/\r\n?/g, '\n');
  const most = mostBytes([...source].length);
  const blocks = blocksOf(source);
  let sum = 0;
  for (const { html } of blocks) sum += bytesOf(html);
  for (const block of sum > most ? blocks.toSorted((a, b) => swelling(b) - swelling(a)) : []) {
    sum -= bytesOf(block.html);
    block.html = htmlOfText(block.source);
    sum += bytesOf(block.html);
    if (sum <= most) break;
  }
  return {
    body,
    html: blocks
      .map(({ html }) => html)
      .join('')
      .trim(),
    renderer: rendererVersion,
  };
};

const encoder = new TextEncoder();
const bytesOf = (text: string): number => encoder.encode(text).byteLength;

const markdown = boundedMarkdown();

interface Block {
  source: string;
  html: string;
}

const swelling = ({ html, source }: Block): number => html.length - source.length;

/** The outermost blocks. A block that exceeds the limit alone is shown as its source. */
const blocksOf = (source: string): Block[] => {
  const lines = source.split('\n');
  const blocks: Block[] = [];
  let open: Token[] = [];
  let depth = 0;
  for (const token of markdown.parse(source, {})) {
    open.push(token);
    depth += token.nesting;
    if (depth > 0) continue;
    const own = lines.slice(...(open[0]?.map ?? [0, 0])).join('\n');
    blocks.push({ source: own, html: htmlOfTokens(open, mostBytes(own.length)) ?? htmlOfText(own) });
    open = [];
  }
  return blocks;
};
