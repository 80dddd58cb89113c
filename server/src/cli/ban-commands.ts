import { Argument, Option, type Command } from 'commander';
import { banKinds, createBans, type Ban, type Bans } from '../service/bans.js';
import { createQueue, type Queue } from '../service/queue.js';
import { commandOn, operator, print, settleCommand, type CommandArguments } from './command.js';
import { decideAll } from './decide-all.js';
import { OptionError } from './option-error.js';
import * as values from './option-values.js';

interface BanArguments extends CommandArguments {
  comment?: string;
  until?: number;
  note?: string;
  past: 'leave' | 'spam' | 'hold';
}

/** Commands for bans of people, words and links. */
export const addBanCommands = (program: Command): void => {
  const parent = program.command('ban').description('people, words and links that are held as spam').exitOverride();
  addBan(parent);
  addList(parent);
  commandOn(parent, 'remove <id>', 'lift a ban').action(async (id: string, _: object, command: Command) => {
    const options = await settleCommand<BanArguments>(command);
    await withBans(options, ({ bans }) => bans.remove(operator(options), id));
    print(options, { id }, () => [`The ban ${id} is lifted.`]);
  });
};

const addBan = (parent: Command): void => {
  commandOn(parent, 'add', 'hold as spam what somebody writes, or what has a word or a link')
    .addArgument(new Argument('<kind>', 'what is banned').choices(banKinds))
    .argument('[value]', 'the word, the link, the address; or else --comment')
    .option('--comment <id>', 'ban who wrote this comment')
    .addOption(new Option('--until <time>', 'when it ends: 2030-01-01').argParser(values.time))
    .option('--note <text>', 'what moderators should know about it')
    .addOption(
      new Option('--past <what>', 'what becomes of earlier comments that match')
        .choices(['leave', 'spam', 'hold'])
        .default('leave'),
    )
    .action(async (kind: Ban['kind'], value: string | undefined, _: object, command: Command) => {
      const options = await settleCommand<BanArguments>(command);
      const { comment, site, until, note, past } = options;
      if ((value === undefined) === (comment === undefined))
        throw new OptionError(`option '--comment': say what is banned, or by which comment`);
      if (comment !== undefined && (kind === 'word' || kind === 'link'))
        throw new OptionError(`option '--comment': say the ${kind} itself`);
      const who = operator(options);
      const { ban, changed } = await withBans(options, async ({ bans, queue }) => {
        const ban = await bans.add(who, { kind, value, comment, site, until, note });
        if (past === 'leave') return { ban, changed: 0 };
        return { ban, changed: await decideAll(queue, who, { ban: ban.id, before: Date.now() }, past) };
      });
      print(options, { ban, changed }, () => [
        `Banned: ${ban.id}.`,
        ...(past === 'leave' ? [] : [`${changed} earlier comments are ${past === 'spam' ? 'spam' : 'held'} now.`]),
      ]);
    });
};

const addList = (parent: Command): void => {
  commandOn(parent, 'list', 'what is banned, the latest first').action(async (_: object, command: Command) => {
    const options = await settleCommand<BanArguments>(command);
    const bans = await withBans(options, async ({ bans }) => {
      const all: Ban[] = [];
      let cursor: string | undefined;
      do {
        const page = await bans.list(operator(options), { cursor, limit: 100 });
        all.push(...page.bans);
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      return all;
    });
    print(options, { bans }, () =>
      bans.map(({ id, kind, value, site, until, note }) =>
        [id, kind, value, site ?? 'all sites', until ?? 'without end', note ?? ''].join('\t'),
      ),
    );
  });
};

const withBans = async <T>(
  options: CommandArguments,
  use: (services: { bans: Bans; queue: Queue }) => Promise<T>,
): Promise<T> => {
  const { withStore } = await import('./with-store.js');
  return withStore(options, (store) =>
    // Whether networks are kept is up to the server; a comment without one can't be banned by it.
    use({ bans: createBans(store, Date.now, () => true), queue: createQueue(store, Date.now) }),
  );
};
