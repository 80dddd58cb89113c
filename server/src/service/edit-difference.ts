import { structuredPatch } from 'diff';
import type { EditedFields } from '../store/moderation.js';

/** What an edit changed, as the log keeps it: names before and after, and of the body what `diff -u` says. */
export interface EditDifference {
  name?: [before: string, after: string];
  url?: [before: string | null, after: string | null];
  /** Lines that begin with a space, `-`, `+` or `@@`. */
  body?: string[];
}

/** Lines around a change. */
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
      // Texts of comments end without a line break: `diff` remarks on it.
      ...lines.filter((line) => !line.startsWith('\\')),
    ],
  );
