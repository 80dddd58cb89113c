import { Option, type Command } from 'commander';
import type { Moderation } from '../service/moderation.js';
import { states, type Filter } from '../service/queue.js';
import { commandOn, operator, print, settleCommand, type CommandArguments } from './command.js';
import { addBanCommands } from './ban-commands.js';
import { addEmptySpam } from './empty-spam-command.js';
import * as values from './option-values.js';
import { addThreadCommands } from './thread-commands.js';

/** Moderators' actions on the command line, with the same service as the page. */
export const addModerationCommands = (program: Command): void => {
  addList(program);
  for (const [name, description] of Object.entries(decisions)) {
    commandOn(program, `${name} <id...>`, description).action(async (ids: string[], _: object, command: Command) => {
      const { withModeration } = await import('./with-store.js');
      const options = await settleCommand(command);
      const { changed } = await withModeration(options, (moderation) =>
        moderation.decide(operator(options), ids, name as keyof typeof decisions),
      );
      const done = new Map(changed.map(({ id, state }) => [id, state]));
      print(options, { changed }, () =>
        ids.map((id) => (done.has(id) ? `Comment ${id} is ${done.get(id)}.` : `Comment ${id} needed no change.`)),
      );
    });
  }
  addEmptySpam(program);
  addBanCommands(program);
  addThreadCommands(program);
};

interface ListArguments extends CommandArguments {
  state?: Filter['state'];
  reported?: true;
  from?: number;
  to?: number;
}

const addList = (program: Command): void => {
  commandOn(program, 'list', 'comments, the newest first; at most a hundred')
    .addOption(new Option('--state <state>', 'only those of a state').choices(states))
    .option('--reported', 'only those that were reported, and not settled')
    .addOption(new Option('--from <time>', 'only those written from then on: 2030-01-01').argParser(values.time))
    .addOption(new Option('--to <time>', 'only those written until then: 2030-01-31').argParser(values.endTime))
    .action(async (_: object, command: Command) => {
      const options = await settleCommand<ListArguments>(command);
      const { state, reported, site, from, to } = options;
      const { withQueue } = await import('./with-store.js');
      const page = await withQueue(options, (queue) =>
        queue.list(operator(options).scope, { state, reported, site, from, to, limit: 100 }),
      );
      print(options, page, () =>
        page.comments.map(({ id, state, createdAt, author, body }) =>
          [id, state, createdAt, oneLine(author.name), oneLine(body).slice(0, 80)].join('\t'),
        ),
      );
    });
};

const decisions = {
  approve: 'make comments public, and settle what was reported',
  hold: 'take comments back into the queue',
  spam: 'put comments among the spam',
  delete: 'delete comments; their text goes for good after ten minutes',
  pin: 'lift root comments above the others of their threads',
  unpin: 'let them down again',
} as const satisfies Record<Parameters<Moderation['decide']>[2], string>;

/** A terminal obeys control characters, and these texts come from strangers. */
const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ');
