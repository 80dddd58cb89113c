import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineNames, engines } from './driver/engines.js';
import { Reader } from './driver/reader.js';
import type { Engine, Tab } from './driver/tab.js';
import { type FileServer, startFileServer } from './support/file-server.js';

const comment = (id: string, parent: string | null, replies: object[] = []) => ({
  ...{ id, parent, root: '1', author: { name: 'Ada' }, html: '<p>Yes</p>', rating: null, status: 'published' },
  ...{ createdAt: '2026-01-01T00:00:00Z', editedAt: null, votes: { up: 0, down: 0 }, replyCount: 0, replies },
});
const replies = [comment('2', '1'), comment('3', '2'), comment('4', '3')];
const thread = {
  ...{ comments: [{ ...comment('1', null, replies), replyCount: 3 }], next: null, total: 4, summary: null },
  thread: {
    ...{ closed: false, captcha: null, ratings: 'off', votes: true, editWindow: 300 },
    fields: { name: 'required', email: 'optional', url: 'hidden' },
  },
};
const page = `<!doctype html><meta charset="utf-8"><style>html { color-scheme: light }</style>
<script type="module" src="/dist/starling.js"></script>
<starling-comment-list server="/" thread="t"></starling-comment-list>`;

describe.each(engineNames)('in %s', (name) => {
  let engine: Engine;
  let server: FileServer;
  beforeAll(async () => {
    const answer = (url: URL) => (url.pathname === '/api/v1/comments' ? thread : undefined);
    [engine, server] = await Promise.all([engines[name](), startFileServer(page, answer)]);
  });
  afterAll(() => Promise.all([engine?.close(), server?.stop()]));

  /** Of each row: the middles of the avatars above it, and the middles of the lines that are painted in it. */
  const seen = async (tab: Tab) => {
    const rows = await tab.evaluate(async () => {
      const root = () => document.querySelector('starling-comment-list')?.shadowRoot;
      const middleOf = (row: Element): number => {
        const avatar = row.querySelector('starling-comment')!.shadowRoot!.querySelector('.avatar')!;
        const { left, width } = avatar.getBoundingClientRect();
        return left + width / 2;
      };
      const deadline = Date.now() + 10_000;
      while (
        !root()?.querySelectorAll('li')[3]?.querySelector('starling-comment')?.shadowRoot?.querySelector('.avatar')
      ) {
        if (Date.now() > deadline) throw new Error('Not drawn');
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
      const all = [...root()!.querySelectorAll('li')];
      const middles = all.map(middleOf);
      // Above an avatar, where nothing but lines can be.
      return all.map((row, level) => ({ y: row.getBoundingClientRect().top + 4, above: middles.slice(0, level) }));
    });
    const png = Buffer.from(await tab.screenshot()).toString('base64');
    const lines = await tab.evaluate(
      async (png, heights) => {
        const blob = await (await fetch(`data:image/png;base64,${png}`)).blob();
        const image = await createImageBitmap(blob);
        const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
        const context = canvas.getContext('2d')!;
        context.drawImage(image, 0, 0);
        return heights.map((y) => {
          const { data } = context.getImageData(0, Math.round(y), 300, 1);
          const painted = [...Array(300).keys()].filter((x) => data[x * 4]! < 245);
          const starts = painted.filter((x) => !painted.includes(x - 1));
          return starts.map((x) => {
            let end = x;
            while (painted.includes(end)) end += 1;
            return (x + end) / 2;
          });
        });
      },
      png,
      rows.map(({ y }) => y),
    );
    return { above: rows.map(({ above }) => above), lines };
  };

  test.each([360, 1000])('a line goes through the middle of each avatar above, %i px wide', async (width) => {
    const tab = await engine.open();
    await tab.resize(width, 800);
    await tab.goto(server.url);
    const { above, lines } = await seen(tab);
    await tab.close();
    expect(lines.map((row) => row.length)).toEqual([0, 1, 2, 3]);
    for (const [row, middles] of above.entries())
      for (const [level, middle] of middles.entries()) expect(Math.abs(lines[row]![level]! - middle)).toBeLessThan(1.1);
  });

  test('the field of a panel that opens has the focus, and a ring', async () => {
    const tab = await engine.open();
    await tab.goto(server.url);
    const reader = new Reader(tab);
    await reader.click({ role: 'button', name: 'Report…' });
    await reader.sees({ role: 'textbox', name: 'What is wrong with it?' }, { focused: true });
    const outline = await tab.evaluate(() => {
      const root = document.querySelector('starling-comment-list')!.shadowRoot!;
      const { outlineStyle, outlineWidth } = getComputedStyle(root.querySelector('textarea')!);
      return [document.hasFocus(), outlineStyle, outlineWidth];
    });
    expect(outline).toEqual([true, 'solid', '2px']);
    await tab.close();
  });
});
