import createMarkdown, { type MarkdownIt, type StateBlock } from 'markdown-it';

/*
 * Markdown in which no input takes long. The parser does the right thing for any input, but for a few it does very much of
 * it; what goes past these bounds is no longer the construct that it looks like, and stays text.
 */

/** Blocks inside of each other; a list is two, with its item. */
const deepest = 20;

/** Cells that a comment's rows may lack of their table's header: each is made, out of nothing. */
const mostMissingCells = 1000;

/** Characters that the search for the ends of link texts may pass: each open bracket looks through all that follows. */
const longestSearch = 2_000_000;

export const boundedMarkdown = (): MarkdownIt => {
  const markdown = createMarkdown({ html: false, linkify: true, breaks: true });
  boundNesting(markdown, 'blockquote', ['paragraph', 'reference', 'blockquote', 'list']);
  boundNesting(markdown, 'list', ['paragraph', 'reference', 'blockquote']);
  boundTables(markdown);
  boundLinks(markdown);
  return markdown;
};

/** @param chains the rules that this one ends, as the parser has them */
const boundNesting = (markdown: MarkdownIt, name: string, chains: string[]): void => {
  const rule = ruleOf(markdown, name);
  const bounded: BlockRule = (state, ...rest) => state.level < deepest && rule(state, ...rest);
  markdown.block.ruler.at(name, bounded, { alt: chains });
};

const boundTables = (markdown: MarkdownIt): void => {
  const rule = ruleOf(markdown, 'table');
  /** By document. */
  const missing = new WeakMap<object, number>();
  const bounded: BlockRule = (state, start, end, silent) => {
    if (silent) return rule(state, start, end, silent);
    const sum = (missing.get(state.env) ?? 0) + missingCells(state, start, end);
    if (sum > mostMissingCells || !rule(state, start, end, silent)) return false;
    missing.set(state.env, sum);
    return true;
  };
  markdown.block.ruler.at('table', bounded, { alt: ['paragraph', 'reference'] });
};

/** How many cells a table that begins here would have to make up, as far as that matters. */
const missingCells = (state: StateBlock, start: number, end: number): number => {
  const line = (row: number) => state.src.slice(state.bMarks[row]! + state.tShift[row]!, state.eMarks[row]);
  if (start + 2 >= end || !/^[-\s:|]*\|[-\s:|]*$/.test(line(start + 1))) return 0;
  const columns = cells(line(start + 1));
  const others = state.md.block.ruler.getRules('blockquote');
  let missing = 0;
  for (let row = start + 2; row < end && missing <= mostMissingCells; row++) {
    if (state.isEmpty(row) || others.some((begins) => begins(state, row, end, true))) break;
    missing += Math.max(0, columns - cells(line(row)));
  }
  return missing;
};

const cells = (row: string): number => row.replace(/^\||\|\s*$/g, '').split('|').length;

const boundLinks = (markdown: MarkdownIt): void => {
  const { parseLinkLabel } = markdown.helpers;
  /** By document. */
  const searched = new WeakMap<object, number>();
  markdown.helpers.parseLinkLabel = (state, start, disableNested) => {
    const sum = searched.get(state.env) ?? 0;
    if (sum > longestSearch) return -1;
    const end = parseLinkLabel(state, start, disableNested);
    searched.set(state.env, sum + (end < 0 ? state.posMax : end) - start);
    return end;
  };
};

type BlockRule = (state: StateBlock, start: number, end: number, silent: boolean) => boolean;

const ruleOf = (markdown: MarkdownIt, name: string): BlockRule => {
  const rule = markdown.block.ruler.getRules('').find((candidate) => candidate.name === name);
  if (!rule) throw new Error(`This Markdown parser has no rule "${name}".`);
  return rule;
};
