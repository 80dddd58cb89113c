import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Demo, startDemo } from '../support/demo.js';
import { engineNames, engines } from './driver/engines.js';
import { Reader } from './driver/reader.js';
import type { Engine } from './driver/tab.js';

describe.each(engineNames)('a reader of the demo article in %s', (name) => {
  let engine: Engine;
  let demo: Demo;
  beforeAll(async () => {
    [engine, demo] = await Promise.all([engines[name](), startDemo()]);
  });
  afterAll(() => Promise.all([engine?.close(), demo?.stop()]));

  /** A reader whom the browser does not know, on the article. */
  const arrive = async (hash = ''): Promise<Reader> => {
    const reader = new Reader(await engine.open());
    await reader.tab.goto(demo.url + hash);
    await reader.reads('Marit Solberg');
    return reader;
  };

  /** Waits until one comment stands above another. */
  const stands = async (reader: Reader, above: string, below: string): Promise<void> => {
    const place = async (near: string) => (await reader.find({ role: 'article', near }))?.box[1] ?? NaN;
    await expect.poll(async () => (await place(above)) < (await place(below)), { timeout: 15_000 }).toBe(true);
  };

  test('rates, comments, answers, votes, edits and deletes, and finds it again after a reload', async () => {
    const reader = await arrive();
    const first = 'It was worth the cold.';
    const answer = 'They do, if the wind is low.';

    await reader.click({ role: 'radio', name: '4…' });
    await reader.fill({ role: 'textbox', name: 'Email…' }, 'reader@example.org');
    await reader.fill({ role: 'textbox', name: 'Name…' }, 'Ada Reader');
    await reader.fill({ role: 'textbox', name: 'Message…' }, `I saw them at *Ham Wall*. ${first}`);
    // ALTCHA works by itself: its box is ticked once the work is done.
    await reader.sees({ role: 'checkbox', name: 'I’m not a robot' }, { checked: true });
    await reader.click({ role: 'button', name: 'Post comment' });
    await reader.reads('Thank you! Your comment is posted.');
    await reader.sees({ role: 'article', near: first });
    await reader.sees({ role: 'img', name: '4…', near: first });
    await reader.sees({ role: 'heading', name: '9 comments' });

    // One's own new comment goes by filter and order like any other.
    const three = { role: 'button', name: '3 stars…' } as const;
    await reader.click(three);
    await reader.sees(three, { pressed: true });
    await reader.seesNo({ role: 'article', near: first });
    await reader.click(three);
    await reader.sees({ role: 'article', near: first });
    await reader.chooseByMouse({ role: 'combobox', name: 'Sort by…' }, 'Old');
    const question = 'Does anybody know whether they do this in the rain?';
    await stands(reader, question, first);

    await reader.click({ role: 'button', name: 'Reply…', near: question });
    await reader.fill({ role: 'textbox', name: 'Message…', near: question }, answer);
    await reader.click({ role: 'button', name: 'Post comment', near: question });
    await reader.seesNo({ role: 'textbox', name: 'Message…', near: question });
    await reader.sees({ role: 'article', near: answer });
    await reader.sees({ role: 'heading', name: '10 comments' });

    const liked = 'the work in Rome was led by Cavagna';
    await reader.click({ role: 'button', name: 'Helpful…', near: liked });
    await reader.sees({ role: 'button', name: 'Helpful…', near: liked }, { pressed: true, text: '7' });

    await reader.click({ role: 'button', name: 'Edit…', near: first });
    const edited = 'Worth every frozen toe.';
    await reader.sees({ role: 'textbox', near: first }, { value: `I saw them at *Ham Wall*. ${first}` });
    await reader.fill({ role: 'textbox', near: first }, edited);
    await reader.click({ role: 'button', name: 'Save…', near: first });
    await reader.sees({ role: 'article', near: edited });

    await reader.tab.goto(demo.url);
    await reader.sees({ role: 'article', near: edited });
    await reader.sees({ role: 'heading', name: '10 comments' });
    await reader.sees({ role: 'button', name: 'Helpful…', near: liked }, { pressed: true, text: '7' });

    await reader.click({ role: 'button', name: 'Delete…', near: answer });
    await reader.sees({ role: 'button', name: 'Cancel', near: answer });
    await reader.click({ role: 'button', name: 'Delete…', near: answer, nth: -1 });
    await reader.seesNo({ role: 'article', near: answer });
    await reader.sees({ role: 'heading', name: '9 comments' });

    // What others see depends on nobody's browser.
    const other = await arrive();
    await other.sees({ role: 'article', near: edited });
    await other.seesNo({ role: 'article', near: answer });
    await other.seesNo({ role: 'button', name: 'Edit…', near: edited });
    await Promise.all([reader.tab.close(), other.tab.close()]);
  }, 120_000);

  test('sorts, filters by the histogram, and follows a link to one comment', async () => {
    const reader = await arrive();
    const oldest = 'We saw them at Otmoor last January';
    const newest = '夕方の空';
    const sort = { role: 'combobox', name: 'Sort by…' } as const;
    await stands(reader, newest, oldest);
    await reader.choose(sort, 'Old');
    await stands(reader, oldest, newest);
    await reader.chooseByMouse(sort, 'New');
    await stands(reader, newest, oldest);
    await reader.chooseByMouse(sort, 'Old');
    await stands(reader, oldest, newest);

    const three = { role: 'button', name: '3 stars…' } as const;
    const answered = { role: 'article', near: 'Seconded. And stay for ten minutes' } as const;
    await reader.click(three);
    await reader.sees(three, { pressed: true });
    await reader.seesNo(answered);
    await reader.sees({ role: 'article', near: 'Good on the physics' });
    await reader.click(three);
    await reader.sees(answered);

    await reader.click({ role: 'link', to: '#comment-', near: answered.near });
    const hash = await reader.tab.evaluate(() => location.hash);
    expect(hash).toMatch(/^#comment-./);
    const guest = await arrive(hash);
    await expect
      .poll(async () => (await guest.find(answered))?.box[1], { message: 'the comment is brought into view' })
      .toSatisfy((top: number) => top >= 0 && top < 800);
    await Promise.all([reader.tab.close(), guest.tab.close()]);
  });
});
