import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineNames, engines } from './driver/engines.js';
import { Reader } from './driver/reader.js';
import type { Engine, Tab } from './driver/tab.js';
import { type FileServer, startFileServer } from './support/file-server.js';

const comment = (id: string, parent: string | null, replies: object[] = []) => ({
  ...{ id, parent, root: '1', author: { name: 'Ada' }, html: '<p>Yes</p>', rating: null, status: 'published' },
  ...{ createdAt: '2026-01-01T00:00:00Z', editedAt: null, votes: { up: 0, down: 0 }, replyCount: 0, replies },
});
/** Down to the third level, and back. */
const replies = [
  comment('2', '1'),
  comment('3', '2'),
  comment('4', '3'),
  comment('5', '3'),
  comment('6', '2'),
  comment('7', '1'),
];
const levels = [0, 1, 2, 3, 3, 2, 1];
const thread = {
  ...{ comments: [{ ...comment('1', null, replies), replyCount: 6 }], next: null, total: 7, summary: null },
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

  /** The middles of the avatars of each level, and of the lines at the start and the end of each row. */
  const seen = async (tab: Tab) => {
    const { middles, rows } = await tab.evaluate(() => {
      const all = [...document.querySelector('starling-comment-list')!.shadowRoot!.querySelectorAll('li')];
      const middles: number[] = [];
      for (const row of all) {
        const avatar = row.querySelector('starling-comment')!.shadowRoot!.querySelector('.avatar')!;
        const { left, width } = avatar.getBoundingClientRect();
        middles[Number(row.ariaLevel ?? row.getAttribute('aria-level')) - 1] = left + width / 2;
      }
      // Above an avatar, and below it, where nothing but lines can be.
      const rows = all.map((row) => row.getBoundingClientRect());
      return { middles, rows: rows.map(({ top, bottom }) => [top + 3, bottom - 3]) };
    });
    const png = Buffer.from(await tab.screenshot()).toString('base64');
    const lines = await tab.evaluate(
      async (png, rows, width) => {
        const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
        const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
        const context = canvas.getContext('2d')!;
        context.drawImage(image, 0, 0);
        const middlesAt = (y: number) => {
          const { data } = context.getImageData(0, Math.round(y), width, 1);
          const painted = [...Array(width).keys()].filter((x) => data[x * 4]! < 245);
          const starts = painted.filter((x) => !painted.includes(x - 1));
          return starts.map((start) => (start + painted.find((x) => x >= start && !painted.includes(x + 1))! + 1) / 2);
        };
        return rows.map((heights) => heights.map(middlesAt));
      },
      png,
      rows,
      // Up to the middle of the deepest avatar: beyond are votes.
      Math.floor(middles.at(-1)!) - 12,
    );
    return { middles, lines };
  };

  test.each([360, 1000])(
    'lines go through the middles of avatars, to the last of each level, %i px wide',
    async (width) => {
      const tab = await engine.open();
      await tab.resize(width, 1000);
      await tab.goto(server.url);
      const reader = new Reader(tab);
      await reader.sees({ role: 'button', name: 'Report…' });
      // Lines end with the last of their level once the reader has come to the list: here, from below.
      let y = 900;
      const end = async () => {
        await tab.move(width / 2, (y -= 20));
        return tab.evaluate(() => {
          const rows = document.querySelector('starling-comment-list')!.shadowRoot!.querySelectorAll('li');
          return rows[rows.length - 1]!.style.getPropertyValue('--last');
        });
      };
      await expect.poll(end, { timeout: 10_000, interval: 300 }).toBe('1');
      const { middles, lines } = await seen(tab);
      await tab.close();
      const goOn = [[], [0], [0, 1], [0, 1, 2], [0, 1], [0], []];
      for (const [row, [above, below]] of lines.entries()) {
        const at = (found: number[]) => found.map((x) => middles.findIndex((middle) => Math.abs(middle - x) < 1.1));
        expect(at(above!), `above row ${row}`).toEqual([0, 1, 2].slice(0, levels[row]));
        // Without the comment's own buttons.
        const lower = at(below!).filter((level) => level >= 0 && level < levels[row]!);
        expect(lower, `below row ${row}`).toEqual(goOn[row]);
      }
    },
  );

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
