import { createInterface } from 'node:readline/promises';
import { Option, type Command } from 'commander';
import { commandOn, operator, print, settleCommand, type CommandArguments } from './command.js';
import { decideAll } from './decide-all.js';
import { OptionError } from './option-error.js';
import * as values from './option-values.js';

interface EmptyArguments extends CommandArguments {
  from?: number;
  to?: number;
  yes?: true;
}

/** Deletes all spam for good, after a question. */
export const addEmptySpam = (program: Command): void => {
  commandOn(program, 'empty-spam', 'delete all spam for good')
    .addOption(new Option('--from <time>', 'only what was written from then on: 2030-01-01').argParser(values.time))
    .addOption(new Option('--to <time>', 'only what was written until then: 2030-01-31').argParser(values.endTime))
    .option('--yes', 'do not ask')
    .action(async (_: object, command: Command) => {
      const options = await settleCommand<EmptyArguments>(command);
      const { site, from, to } = options;
      if (!options.yes && !(await isSure())) return print(options, { deleted: 0 }, () => ['Nothing was deleted.']);
      const { withQueue } = await import('./with-store.js');
      const match = { state: 'spam', site, from, to, before: Date.now() } as const;
      const deleted = await withQueue(options, (queue) =>
        decideAll(queue, operator(options), match, 'delete', { forGood: true }),
      );
      print(options, { deleted }, () => [`${deleted} comments were deleted for good.`]);
    });
};

/** @throws OptionError if there is no terminal to ask at */
const isSure = async (): Promise<boolean> => {
  if (!process.stdin.isTTY) throw new OptionError("option '--yes' is missing: there is no terminal to ask at");
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test(await terminal.question('Delete all spam for good? This can’t be undone. [y/N] '));
  } finally {
    terminal.close();
  }
};
