// What the layers add to a comment: milliseconds of processor for one judgement, over a SQLite file with a learned model.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import '../import-tests.js';
import { comments } from './comments.js';

const from = (name) => import(`../../server/src/${name}.ts`);
const { openStore } = await from('store/open-store');
const { createSpamCheck } = await from('service/spam-check');
const { createModel, learn, writeModel } = await from('spam/classifier');
const { tokensOf } = await from('spam/tokens');
const { resolveSpam } = await from('spam/spam-settings');
const { renderMarkdown } = await from('service/text/render-markdown');
const { threadKey } = await from('store/thread-key');

const folder = mkdtempSync(join(tmpdir(), 'starling-spam-'));
const store = await openStore(`sqlite:${join(folder, 'spam.db')}`);
try {
  const now = () => Date.now();
  const check = createSpamCheck({ secret: 'a secret', now, wake: () => {}, reportOutage: () => {} });
  const site = { id: '', hosts: [], moderation: 'none', origins: [], language: 'en', spam: resolveSpam() };
  const texts = Object.values(comments).flatMap(({ spam, ham }) => [...spam, ...ham]);
  const model = createModel();
  for (const [language, { spam, ham }] of Object.entries(comments)) {
    for (const body of spam) learn(model, tokensOf({ body, html: '', author: { name: language } }), true);
    for (const body of ham) learn(model, tokensOf({ body, html: '', author: { name: language } }), false);
  }
  await store.spam.keepModel({ site: '', content: writeModel(model), changes: 1, now: now() });

  const author = { name: 'Ada', email: 'ada@example.org' };
  const thread = threadKey('a thread');
  const textOf = (round) => renderMarkdown(`${texts[round % texts.length]} ${Math.random().toString(36).repeat(3)}`);
  const judge = async (round, text) => {
    const examination = check.examine({ site, visitor: `visitor ${round}`, client: {}, thread, text, author });
    return examination.judge(await store.read(examination.read));
  };
  const keep = (round, { text, traces }) =>
    store.comments.submit({
      ...{ site: '', thread, threadId: 'a thread', author, visitor: `visitor ${round}`, text, reasons: [], traces },
      now: now(),
    });
  const measure = async (name, textOf) => {
    const sent = Array.from({ length: 1500 }, (_, round) => textOf(round));
    for (let round = 0; round < 500; round++) await judge(round, sent[round]);
    const begin = process.cpuUsage();
    for (let round = 500; round < 1500; round++) await judge(round, sent[round]);
    const { user, system } = process.cpuUsage(begin);
    console.log(`${name}: ${((user + system) / 1e6).toFixed(3)} ms a comment`);
  };

  await measure('nothing like it', textOf);
  for (let round = 0; round < 1500; round++) {
    const text = textOf(round);
    await keep(round, { text, traces: (await judge(round, text)).traces });
  }
  await measure('ten like it by each of its keys', textOf);
} finally {
  await store.close();
  rmSync(folder, { recursive: true });
}
