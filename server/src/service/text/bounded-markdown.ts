import createMarkdown, { type MarkdownIt, type StateBlock } from 'markdown-it';

/*
 * Markdown that is parsed in bounded time, whatever the input. The parser handles any input correctly, but for some it
 * does a great deal of work. Constructs beyond these limits are not recognised, and stay plain text.
 */

/** The maximum number of nested blocks; a list counts as two, because of its items. */
const deepest = 20;

/** Cells that the rows of a comment's tables may lack: the parser creates each of them. */
const mostMissingCells = 1000;

/**
 * Rows to examine for that. Each row of a table is examined once; rows that turn out not to be in a table, several
 * times.
 */
const mostRows = 15_000;

/**
 * Lines that the search for the ends of quotes may pass: for each quote, it looks ahead to the next blank line, even if
 * the quote ends before.
 */
const mostQuotedLines = 200_000;

/**
 * Characters that the search for the ends of link texts may pass: for each open bracket, it looks through everything
 * after it.
 */
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

/** @param chains the parser rules that this rule can interrupt */
const boundNesting = (markdown: MarkdownIt, name: string, rule: BlockRule, chains: string[]): void => {
  const bounded: BlockRule = (state, ...rest) => state.level < deepest && rule(state, ...rest);
  markdown.block.ruler.at(name, bounded, { alt: chains });
};

/** A rule for quotes that starts no more quotes once the search for their ends has taken too long. */
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
  /** Cells that tables had to add. */
  missing: number;
  /** Rows that were examined, whether they became a table or not. */
  looked: number;
}

/** How many cells a table that begins here would have to add, counted as far as the limit. */
const countTable = (state: StateBlock, start: number, end: number): TableCounts => {
  const line = (row: number) => state.src.slice(state.bMarks[row]! + state.tShift[row]!, state.eMarks[row]);
  const columns = cells(line(start + 1));
  const others = state.md.block.ruler.getRules('blockquote');
  let missing = 0;
  let row = start + 2;
  for (; row < end && missing <= mostMissingCells; row++) {
    // A less indented row is not part of this table, and neither is anything after it.
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
