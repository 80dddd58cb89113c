import type { Command } from 'commander';
import type { Moderator } from '../service/moderation.js';
import { OptionError } from './option-error.js';
import { configOption, databaseOption, type DatabaseArguments, type ServeArguments } from './options.js';
import { settle } from './settle.js';

/** The options of commands that work on a server's data. */
export interface CommandArguments extends DatabaseArguments {
  /** The site that the command is about. */
  site?: string;
  /** The sites of the settings file. */
  sites?: ServeArguments['sites'];
  json?: boolean;
}

/** Adds a command, with the options that all of them have. */
export const commandOn = (program: Command, name: string, description: string): Command =>
  program
    .command(name)
    .description(description)
    .option('--site <id>', 'only what is of this site')
    .option('--json', 'answer as JSON, for machines')
    .addOption(configOption())
    .addOption(databaseOption());

/**
 * For a command `--site` is a single site; for the server and in the file it is a list.
 *
 * @throws OptionError if the file has sites, but not that one
 */
export const settleCommand = async <T extends CommandArguments>(command: Command): Promise<T> => {
  const { site } = command.opts<T>();
  const options = { ...(await settle<T>(command)), site };
  const ids = Object.keys(options.sites ?? {});
  if (site !== undefined && ids.length > 0 && !ids.includes(site)) {
    throw new OptionError(`option '--site': there is no site ${site}; one of ${ids.join(', ')}`);
  }
  return options;
};

/**
 * The site of a thread that a command names.
 *
 * @throws OptionError if there are several
 */
export const siteOfThread = ({ site, sites = {} }: CommandArguments): string => {
  const ids = Object.keys(sites);
  if (site !== undefined) return site;
  if (ids.length > 1) throw new OptionError(`option '--site' is missing: one of ${ids.join(', ')}`);
  return ids[0] ?? '';
};

/** Whoever can run the server's command line may do everything, and the log says that it was done that way. */
export const operator = ({ site }: CommandArguments): Moderator => ({
  name: 'command line',
  scope: site === undefined ? 'all' : [site],
  role: 'owner',
});

export const print = ({ json }: CommandArguments, answer: unknown, lines: () => string[]): void => {
  process.stdout.write(json ? `${JSON.stringify(answer)}\n` : `${lines().join('\n')}\n`);
};
