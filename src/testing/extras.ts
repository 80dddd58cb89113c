import { aborted, ensure, refused, refusedField, same } from './assert.js';
import type { Fixture } from './fixture.js';
import { checkComment } from './shapes.js';

export const extras: Record<string, (fixture: Fixture) => Promise<void>> = {
  'a permalink finds a root': async ({ needs, populate, root, target, unknown }) => {
    const { find } = needs('find');
    await populate('Wanted', 'Not wanted');
    const { id } = await root('Wanted');
    const branch = await find({ ...target, id });
    checkComment(branch.root);
    same([branch.root.id, branch.path], [id, []], 'root and path');
    await refused(() => find(unknown), 'not-found');
    await aborted(() => find({ ...target, id }, { signal: AbortSignal.abort() }));
  },

  'a permalink finds a reply with all that stands above it': async ({ needs, populate, root, setup, skip, target }) => {
    const { find } = needs('find');
    const { depth = Infinity } = setup;
    if (depth === 0) skip('comments can’t be answered');
    const seeds = ['Root', { body: 'Reply', parent: 0 }, { body: 'Deeper', parent: 1 }];
    await populate(...seeds.slice(0, depth + 1));
    const found = await root('Root');
    const wanted = depth > 1 ? 'Deeper' : 'Reply';
    const { id } = found.replies?.find(({ html }) => html.includes(wanted)) ?? skip('replies do not come inline');
    const branch = await find({ ...target, id });
    branch.path.forEach(checkComment);
    const texts = branch.path.map(({ html }) => html.replace(/<[^>]*>/g, '').trim());
    same([branch.root.id, texts], [found.id, ['Reply', 'Deeper'].slice(0, depth)], 'root and texts of the path');
  },

  'counts are those of each thread, 0 where nobody wrote': async ({ needs, populate, setup, target }) => {
    const { counts } = needs('counts');
    const { site, thread } = target;
    if (setup.depth === 0) await populate('One', 'Two');
    else await populate('One', { body: 'Two', parent: 0 });
    const { id } = (await setup.thread?.()) ?? { id: `${thread.id}/other` };
    same(await counts({ site, threads: [thread.id, id] }), { [thread.id]: 2, [id]: 0 }, 'counts');
    const threads = [thread.id];
    await aborted(() => counts({ site, threads }, { signal: AbortSignal.abort() }));
  },

  'a preview is the text as HTML': async ({ needs }) => {
    const { preview } = needs('preview');
    const html = await preview('Text with 1 < 2 & 3');
    ensure(html.includes('Text with 1 &lt; 2 &amp; 3'), `the text is escaped, not ${html}`);
    await refusedField(() => preview(''), 'body');
    await aborted(() => preview('Text', { signal: AbortSignal.abort() }));
  },

  'a place to reply at is a web page of a site with a name': async ({ needs, target }) => {
    const { replyAt } = needs('replyAt');
    const { href, name } = replyAt(target);
    ensure(/^https?:\/\/./i.test(href), `its address is http or https, not ${href}`);
    ensure(name.trim(), 'the site has a name');
  },

  'a listener hears of comments written elsewhere, until it is stopped': async (fixture) => {
    const { another, needs, needsWriting, target, write } = fixture;
    needsWriting();
    const { subscribe } = needs('subscribe');
    const other = await another();
    let calls = 0;
    let heard = () => {};
    const news = new Promise<void>((resolve) => (heard = resolve));
    const stop = subscribe(target, () => {
      calls += 1;
      heard();
    });
    try {
      await write(other, 'News');
      const timer = setTimeout(heard, 10_000);
      await news;
      clearTimeout(timer);
      ensure(calls > 0, 'the listener was called within ten seconds');
    } finally {
      stop();
    }
    const before = calls;
    await write(other, 'More news');
    await pause(100);
    same(calls, before, 'calls after it was stopped');
  },
};

const pause = (time: number) => new Promise<void>((resolve) => setTimeout(resolve, time));
