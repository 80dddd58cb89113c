import createMarkdown, { type MarkdownIt, type StateBlock } from 'markdown-it';

/*
 * Markdown in which no input takes long. The parser does the right thing for any input, but for a few it does very much of
 * it; what goes past these bounds is no longer the construct that it looks like, and stays text.
 */

/** Blocks inside of each other; a list is two, with its item. */
const deepest = 20;

/** Cells that a comment's rows may lack of their table's header: each is made, out of nothing. */
const mostMissingCells = 1000;

/** Rows to look at for that: each once, and some again where they are of no table. */
const mostRows = 15_000;

/**
 * Lines that the search for the ends of quotes may pass: each looks ahead to the next blank line, wherever its content
 * then ends.
 */
const mostQuotedLines = 200_000;

/** Characters that the search for the ends of link texts may pass: each open bracket looks through all that follows. */
const longestSearch = 2_000_000;

export const boundedMarkdown = (): MarkdownIt => {
  const markdown = createMarkdown({ html: false, linkify: true, breaks: true });
  const quote = boundSearch(ruleOf(markdown, 'blockquote'));
  boundNesting(markdown, 'blockquote', quote, ['paragraph', 'reference', 'blockquote', 'list']);
  boundNesting(markdown, 'list', ruleOf(markdown, 'list'), ['paragraph', 'reference', 'blockquote']);
  boundTables(markdown);
  boundLinks(markdown);
  return markdown;
};

/** @param chains the rules that this one ends, as the parser has them */
const boundNesting = (markdown: MarkdownIt, name: string, rule: BlockRule, chains: string[]): void => {
  const bounded: BlockRule = (state, ...rest) => state.level < deepest && rule(state, ...rest);
  markdown.block.ruler.at(name, bounded, { alt: chains });
};

/** A rule for quotes that begins none once the search for their ends was long. */
const boundSearch = (rule: BlockRule): BlockRule => {
  /** By document. */
  const passed = new WeakMap<object, number>();
  return (state, start, end, silent) => {
    const sum = passed.get(state.env) ?? 0;
    if (sum > mostQuotedLines || !rule(state, start, end, true)) return false;
    if (silent) return true;
    let blank = start;
    while (blank < end && !state.isEmpty(blank)) blank++;
    passed.set(state.env, sum + blank - start);
    return rule(state, start, end, false);
  };
};

const boundTables = (markdown: MarkdownIt): void => {
  const rule = ruleOf(markdown, 'table');
  /** By document. */
  const counts = new WeakMap<object, TableCounts>();
  const bounded: BlockRule = (state, start, end, silent) => {
    const { missing, looked } = counts.get(state.env) ?? { missing: 0, looked: 0 };
    if (looked > mostRows || !rule(state, start, end, true)) return false;
    if (silent) return true;
    const table = countTable(state, start, end);
    const fits = missing + table.missing <= mostMissingCells;
    counts.set(state.env, { missing: missing + (fits ? table.missing : 0), looked: looked + table.looked });
    return fits && rule(state, start, end, false);
  };
  markdown.block.ruler.at('table', bounded, { alt: ['paragraph', 'reference'] });
};

interface TableCounts {
  /** Cells that tables made up. */
  missing: number;
  /** Rows that were looked at, of what became a table or did not. */
  looked: number;
}

/** How many cells a table that begins here would have to make up, as far as that matters. */
const countTable = (state: StateBlock, start: number, end: number): TableCounts => {
  const line = (row: number) => state.src.slice(state.bMarks[row]! + state.tShift[row]!, state.eMarks[row]);
  const columns = cells(line(start + 1));
  const others = state.md.block.ruler.getRules('blockquote');
  let missing = 0;
  let row = start + 2;
  for (; row < end && missing <= mostMissingCells; row++) {
    // A row further out is no row of this table, whatever follows it.
    if (state.isEmpty(row) || state.sCount[row]! < state.blkIndent) break;
    if (others.some((begins) => begins(state, row, end, true))) break;
    missing += Math.max(0, columns - cells(line(row)));
  }
  return { missing, looked: row - start };
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
