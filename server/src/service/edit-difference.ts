import { structuredPatch } from 'diff';
import type { EditedFields } from '../store/moderation.js';

/** What an edit changed, as the log stores it: names before and after, and for the body the output of `diff -u`. */
export interface EditDifference {
  name?: [before: string, after: string];
  url?: [before: string | null, after: string | null];
  /** Lines that begin with a space, `-`, `+` or `@@`. */
  body?: string[];
}

/** Lines of context around a change. */
const context = 2;

export const editDifference = (before: EditedFields, after: Partial<EditedFields>): EditDifference => ({
  ...(after.name !== undefined && after.name !== before.name && { name: [before.name, after.name] }),
  ...(after.url !== undefined && after.url !== before.url && { url: [before.url, after.url] }),
  ...(after.body !== undefined && after.body !== before.body && { body: linesOf(before.body, after.body) }),
});

const linesOf = (before: string, after: string): string[] =>
  structuredPatch('', '', before, after, '', '', { context }).hunks.flatMap(
    ({ oldStart, oldLines, newStart, newLines, lines }) => [
      `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
      // Comments have no line break at their end; `diff` adds a remark about that, which is dropped.
      ...lines.filter((line) => !line.startsWith('\\')),
    ],
  );
