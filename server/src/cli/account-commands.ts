import { Option, type Command } from 'commander';
import { roles, type Account, type Role } from '../service/accounts.js';
import { commandOn, print, settleCommand, type CommandArguments } from './command.js';
import { OptionError } from './option-error.js';
import * as values from './option-values.js';
import { readPassword } from './read-password.js';

interface AccountArguments extends CommandArguments {
  role: Role;
  name?: string;
  reserve: boolean;
  passwordStdin?: boolean;
  until?: number;
}

/** Commands for moderators' accounts and API keys. */
export const addAccountCommands = (program: Command): void => {
  addModerators(program.command('moderator').description('people who moderate').exitOverride());
  addKeys(program.command('key').description('keys of programs that moderate').exitOverride());
};

const addModerators = (parent: Command): void => {
  commandOn(parent, 'add <login>', 'add a moderator; their password is asked for')
    .addOption(roleOption())
    .option('--name <name>', 'what is shown beside their replies; by default the login')
    .option('--no-reserve', 'let others bear the shown name too')
    .option('--password-stdin', 'read the password from standard input')
    .action(async (login: string, _: object, command: Command) => {
      const options = await settleCommand<AccountArguments>(command);
      const { role, name: shownName, reserve: reserved } = options;
      const scope = scopeOf(options);
      const password = await readPassword(options.passwordStdin);
      const { withNewAccounts } = await import('./with-store.js');
      const made = await withNewAccounts(options, (accounts) =>
        accounts.add({ login, shownName, role, scope, reserved, password }),
      );
      print(options, toJson(made), () => [`${made.name} is ${made.role} of ${sitesText(made)}.`]);
    });
  commandOn(parent, 'list', 'who moderates').action(async (_: object, command: Command) => {
    const options = await settleCommand<AccountArguments>(command);
    const { withAccounts } = await import('./with-store.js');
    const moderators = await withAccounts(options, (accounts) => accounts.list());
    print(options, { moderators: moderators.map(toJson) }, () =>
      moderators.map(
        (moderator) => `${moderator.name}\t${moderator.role}\t${sitesText(moderator)}\t${moderator.shownName}`,
      ),
    );
  });
  commandOn(parent, 'password <login>', 'give a moderator another password, and end their sessions')
    .option('--password-stdin', 'read the password from standard input')
    .action(async (login: string, _: object, command: Command) => {
      const options = await settleCommand<AccountArguments>(command);
      const password = await readPassword(options.passwordStdin);
      const { withAccounts } = await import('./with-store.js');
      await withAccounts(options, (accounts) => accounts.setPassword(login, password));
      print(options, { name: login }, () => [`${login} has another password.`]);
    });
  commandOn(parent, 'remove <login>', 'remove a moderator, and end their sessions').action(
    async (login: string, _: object, command: Command) => {
      const options = await settleCommand<AccountArguments>(command);
      const { withAccounts } = await import('./with-store.js');
      await withAccounts(options, (accounts) => accounts.remove(login));
      print(options, { name: login }, () => [`${login} moderates no more.`]);
    },
  );
};

const addKeys = (parent: Command): void => {
  commandOn(parent, 'add <name>', 'make a key, which is shown once')
    .addOption(roleOption())
    .addOption(new Option('--until <time>', 'when it ends: 2030-01-01').argParser(values.time))
    .action(async (name: string, _: object, command: Command) => {
      const options = await settleCommand<AccountArguments>(command);
      const { role, until = null } = options;
      const scope = scopeOf(options);
      const { withNewAccounts } = await import('./with-store.js');
      const key = await withNewAccounts(options, (accounts) => accounts.addKey({ name, role, scope, until }));
      print(options, { name, key }, () => [key]);
    });
  commandOn(parent, 'list', 'which keys there are').action(async (_: object, command: Command) => {
    const options = await settleCommand<AccountArguments>(command);
    const { withAccounts } = await import('./with-store.js');
    const keys = await withAccounts(options, (accounts) => accounts.listKeys());
    const ends = (until: number | null) => (until === null ? 'without end' : `until ${new Date(until).toISOString()}`);
    print(options, { keys: keys.map((key) => ({ ...toJson(key), until: key.until })) }, () =>
      keys.map((key) => `${key.name}\t${key.role}\t${sitesText(key)}\t${ends(key.until)}`),
    );
  });
  commandOn(parent, 'remove <name>', 'remove a key').action(async (name: string, _: object, command: Command) => {
    const options = await settleCommand<AccountArguments>(command);
    const { withAccounts } = await import('./with-store.js');
    await withAccounts(options, (accounts) => accounts.removeKey(name));
    print(options, { name }, () => [`The key ${name} is no more.`]);
  });
};

const roleOption = (): Option =>
  new Option('--role <role>', 'an owner reaches all sites').choices(roles).default('moderator');

/**
 * If the settings file has several sites, a moderator's site must be named, so that nobody gets access to all of them
 * by mistake.
 *
 * @throws OptionError
 */
const scopeOf = ({ role, site, sites = {} }: AccountArguments): Account['scope'] => {
  if (role === 'owner') return 'all';
  if (site !== undefined) return values.list(values.named)(site, []);
  const ids = Object.keys(sites);
  if (ids.length > 1) throw new OptionError(`option '--site' is missing: of ${ids.join(', ')}`);
  return ids.length === 1 ? ids : 'all';
};

const toJson = ({ name, role, scope, ...more }: Account & { shownName?: string }) => ({
  name,
  ...('shownName' in more && { shownName: more.shownName }),
  role,
  sites: scope === 'all' ? null : scope,
});

const sitesText = ({ scope }: Account): string => (scope === 'all' ? 'all sites' : scope.join(', '));
