import { z } from 'zod';
import { foreignComment, foreignThread, foreignVisitor, timeOf } from './foreign-comment.js';
import { BrokenFile, type Imported, type ImportFormat, type Skipped } from './imported.js';
import { derivedId } from './derived-id.js';
import { readLines } from './read-lines.js';

/** Remark42's backup, unpacked: a first line about the site, then one line of JSON per comment. */
export const remark42Format: ImportFormat = {
  name: 'remark42',
  recognises: (start) =>
    /^\s*\{\s*"version"\s*:\s*\d+.*"(users|posts)"/.test(start) || /"locator"\s*:\s*\{/.test(start),
  read: readRemark42,
};

const Comment = z.object({
  id: z.string().min(1),
  pid: z.string().default(''),
  text: z.string().default(''),
  orig: z.string().optional(),
  user: z.object({ name: z.string().default(''), id: z.string().default('') }),
  locator: z.object({ url: z.string().min(1) }),
  votes: z.record(z.string(), z.boolean()).nullish(),
  time: z.string(),
  edit: z.object({ time: z.string() }).nullish(),
  pin: z.boolean().optional(),
  delete: z.boolean().optional(),
  title: z.string().optional(),
});

async function* readRemark42(file: string, site = ''): AsyncGenerator<Imported | Skipped> {
  const known = new Set<string>();
  for await (const { line, text } of readLines(file)) {
    if (text.trim() === '') continue;
    const value = parseLine(line, text);
    if (line === 1 && typeof value === 'object' && value !== null && 'version' in value) continue;
    const { data: comment, error } = Comment.safeParse(value);
    const createdAt = comment && timeOf(comment.time);
    if (!comment || createdAt === undefined) {
      yield { line, reason: `"${error?.issues[0]?.path.join('.') ?? 'time'}" is not right` };
      continue;
    }
    const { url } = comment.locator;
    if (!known.has(url)) {
      known.add(url);
      yield foreignThread(line, site, { id: url, url, title: comment.title, createdAt });
    }
    yield* toRows(line, site, comment, createdAt);
  }
}

function* toRows(
  line: number,
  site: string,
  comment: z.output<typeof Comment>,
  createdAt: number,
): Generator<Imported> {
  const { id, locator, user, orig, text, edit } = comment;
  const votes = Object.entries(comment.votes ?? {});
  yield* foreignComment({
    line,
    site,
    format: 'remark42',
    sourceId: id,
    parent: comment.pid,
    threadId: locator.url,
    name: user.name,
    // The typed source, if it was stored.
    text: orig ? { markdown: orig } : { html: text },
    status: comment.delete ? 'deleted' : 'published',
    createdAt,
    editedAt: edit ? timeOf(edit.time) : undefined,
    up: votes.filter(([, up]) => up).length,
    down: votes.filter(([, up]) => !up).length,
    pinned: comment.pin,
  });
  // Each voter counts once, even if they come back later.
  for (const [voter, up] of comment.delete ? [] : votes) {
    const row = { site, thread_id: locator.url, comment: derivedId(site, 'remark42', id) };
    const vote = { visitor: foreignVisitor('remark42', voter), value: up ? 1 : -1, voted_at: 0 };
    yield { line, table: 'votes', row: { ...row, ...vote } };
  }
}

const parseLine = (line: number, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BrokenFile(line, `is not JSON: ${(error as Error).message}`);
  }
};
