import { Command, CommanderError } from 'commander';
import { ApiError } from '../api-error.js';
import { configOption, databaseOption, serveCommand, type DatabaseArguments, type ServeArguments } from './options.js';
import { settle } from './settle.js';
import { OptionError } from './option-error.js';
import { version } from '../version.js';

/** Runs the command that the arguments name; what went wrong is told, and becomes the exit status. */
export const runProgram = async (argv: string[]): Promise<void> => {
  try {
    await createProgram().parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else if (error instanceof OptionError) fail(error, 2);
    else if (error instanceof ApiError) fail(error, 1);
    else fail(error instanceof Error ? error : new Error(String(error)), 1);
  }
};

const fail = ({ message }: Error, exitCode: number): void => {
  process.stderr.write(`error: ${message}\n`);
  process.exitCode = exitCode;
};

const createProgram = (): Command => {
  const program = new Command('starling-server')
    .description('Comments and star ratings for any web page: the server.')
    .version(version)
    .exitOverride();

  const serving = serveCommand();
  program.addCommand(serving, { isDefault: true });
  serving.action(async () => {
    // The server's parts take their time to load, which a wrong option need not wait for.
    const { runServer } = await import('./run-server.js');
    await runServer(() => settle<ServeArguments>(serving));
  });

  program
    .command('approve <id>')
    .description('make a pending comment public')
    .addOption(configOption())
    .addOption(databaseOption())
    .action(async (id: string, _options: object, command: Command) => {
      const { withModeration } = await import('./with-store.js');
      const comment = await withModeration(await settle<DatabaseArguments>(command), (moderation) =>
        moderation.approve(id),
      );
      process.stdout.write(`Comment ${comment.id} is ${comment.status}.\n`);
    });
  for (const [name, closed] of [
    ['close', true],
    ['open', false],
  ] as const) {
    program
      .command(`${name} <thread>`)
      .description(closed ? 'take no more comments and ratings in a thread' : 'take them again')
      .option('--site <id>', 'the site that the thread is of', '')
      .addOption(configOption())
      .addOption(databaseOption())
      .action(async (thread: string, _options: object, command: Command) => {
        const options = await settle<DatabaseArguments & { site: string }>(command);
        const { withModeration } = await import('./with-store.js');
        await withModeration(options, (moderation) => moderation.setClosed({ site: options.site, thread, closed }));
        process.stdout.write(`The thread is ${closed ? 'closed' : 'open'}.\n`);
      });
  }
  return program;
};
