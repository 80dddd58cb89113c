import { Command, CommanderError } from 'commander';
import { ApiError } from '../api-error.js';
import { addAccountCommands } from './account-commands.js';
import { addDoctor } from './doctor-command.js';
import { addMailCommands } from './mail-commands.js';
import { addModerationCommands } from './moderation-commands.js';
import { serveCommand, type ServeArguments } from './options.js';
import { settle } from './settle.js';
import { OptionError } from './option-error.js';
import { transferCommands } from './transfer-commands.js';
import { addPersonCommands } from './person-commands.js';
import { version } from '../version.js';

/** Runs the command given by the arguments. Errors are printed, and determine the exit status. */
export const runProgram = async (argv: string[]): Promise<void> => {
  try {
    const program = createProgram();
    checkCommand(program, argv[2]);
    await program.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else if (error instanceof OptionError) fail(error, 2);
    else if (error instanceof ApiError) fail(withFields(error), 1);
    else fail(error instanceof Error ? error : new Error(String(error)), 1);
  }
};

/** Without this check, an unknown command would be reported as an extra argument of the default command. */
const checkCommand = ({ commands }: Command, word: string | undefined): void => {
  const names = commands.map((command) => command.name());
  if (word !== undefined && !word.startsWith('-') && ![...names, 'help'].includes(word))
    throw new OptionError(`there is no command ${word}; one of ${names.join(', ')}`);
};

/** Adds the messages about single fields to the error's message. */
const withFields = ({ message, fields = {} }: ApiError): Error =>
  new Error([message, ...Object.entries(fields).map(([name, what]) => `${name}: ${what}`)].join(' '));

const fail = ({ message }: Error, exitCode: number): void => {
  process.stderr.write(`error: ${message}\n`);
  process.exitCode = exitCode;
};

const examples = `
Examples:
  starling-server --origin https://blog.example        serve comments for a blog
  starling-server --moderation first                   hold the first comment of everybody
  starling-server moderator add ada --role owner       let somebody moderate, at /moderation
  starling-server list --state pending                 what waits for a moderator
  starling-server approve ID                           publish it
  starling-server import disqus.xml --dry-run          see what an export of another system would bring
  starling-server backup comments.db                   keep a copy of a SQLite file

Each command tells its options by --help: starling-server serve --help`;

/** All commands, with their options. */
export const createProgram = (): Command => {
  const program = new Command('starling-server')
    .description('Comments and star ratings for any web page: the server.')
    .version(version)
    .exitOverride()
    .addHelpText('after', examples);

  const serving = serveCommand();
  program.addCommand(serving, { isDefault: true });
  serving.action(async () => {
    // The server's modules take time to load; an invalid option should be reported without waiting for them.
    const { runServer } = await import('./run-server.js');
    await runServer(() => settle<ServeArguments>(serving));
  });

  addModerationCommands(program);
  for (const command of transferCommands()) program.addCommand(command);
  addAccountCommands(program);
  addPersonCommands(program);
  addMailCommands(program);
  addDoctor(program);
  return program;
};
