import type { Command } from 'commander';
import { commandOn, operator, print, settleCommand, siteOfThread } from './command.js';

/** Moderators' actions on whole threads, on the command line. */
export const addThreadCommands = (program: Command): void => {
  for (const [name, closed] of [
    ['close', true],
    ['open', false],
  ] as const) {
    const description = closed ? 'take no more comments and ratings in a thread' : 'take them again';
    commandOn(program, `${name} <thread>`, description).action(async (thread: string, _: object, command: Command) => {
      const { withModeration } = await import('./with-store.js');
      const options = await settleCommand(command);
      const request = { site: siteOfThread(options), thread, closed };
      await withModeration(options, (moderation) => moderation.setClosed(operator(options), request));
      print(options, { site: request.site, thread, closed }, () => [`The thread is ${closed ? 'closed' : 'open'}.`]);
    });
  }
  commandOn(program, 'move <from> <to>', 'give a thread another id, or merge it into the thread of that id').action(
    async (from: string, to: string, _: object, command: Command) => {
      const { withThreads } = await import('./with-store.js');
      const options = await settleCommand(command);
      const request = { site: siteOfThread(options), from, to };
      const moved = await withThreads(options, (threads) => threads.move(operator(options), request));
      print(options, moved, () => [`The thread is ${moved.thread} now, with ${moved.total} comments.`]);
    },
  );
};
