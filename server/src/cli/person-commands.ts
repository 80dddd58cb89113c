import type { Command } from 'commander';
import type { PersonRequest } from '../service/people.js';
import { commandOn, operator, print, settleCommand, type CommandArguments } from './command.js';
import { OptionError } from './option-error.js';

interface PersonArguments extends CommandArguments, PersonRequest {
  keep?: true;
}

/** Commands for what people may demand about their stored data. */
export const addPersonCommands = (program: Command): void => {
  const parent = program.command('person').description('all that is kept of one person').exitOverride();
  personCommand(parent, 'export', 'write it as JSON').action(async (_: object, command: Command) => {
    const options = await settleCommand<PersonArguments>(command);
    const request = requestOf(options);
    const { withPeople } = await import('./with-store.js');
    await withPeople(options, async (people) => {
      for await (const piece of await people.export(operator(options).scope, request)) process.stdout.write(piece);
    });
    process.stdout.write('\n');
  });
  personCommand(parent, 'erase', 'erase it everywhere')
    .option('--keep', 'leave their words, without a name')
    .action(async (_: object, command: Command) => {
      const options = await settleCommand<PersonArguments>(command);
      const request = { ...requestOf(options), keep: options.keep ?? false };
      const { withPeople } = await import('./with-store.js');
      const erased = await withPeople(options, (people) => people.erase(operator(options), request));
      print(options, erased, () => [`Erased, with ${erased.comments} comments.`]);
    });
};

const names = ['identity', 'visitor', 'email', 'comment'] as const;

const personCommand = (parent: Command, name: string, description: string): Command =>
  commandOn(parent, name, description)
    .option('--identity <id>', 'who signed in, as the queue names them')
    .option('--visitor <id>', 'who wrote as a guest, as the queue names them')
    .option('--email <address>', 'who gave this address')
    .option('--comment <id>', 'who wrote this comment');

/** @throws OptionError if no person is given, or more than one */
const requestOf = (options: PersonArguments): PersonRequest => {
  const given = names.filter((name) => options[name] !== undefined);
  if (given.length !== 1) {
    throw new OptionError(
      `option '--${given[1] ?? 'email'}': say who by one of ${names.map((name) => `--${name}`).join(', ')}`,
    );
  }
  return { [given[0]!]: options[given[0]!] };
};
