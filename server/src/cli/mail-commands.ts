import { Argument, type Command } from 'commander';
import { commandOn, operator, print, settleCommand, type CommandArguments } from './command.js';
import { OptionError } from './option-error.js';
import { mailFromOption, smtpOption, type ServeArguments } from './options.js';
import * as values from './option-values.js';

type MailArguments = CommandArguments & Pick<ServeArguments, 'smtp' | 'mailFrom' | 'language' | 'sites'>;

/** Commands for mail: test the settings, and show the outbox. */
export const addMailCommands = (program: Command): void => {
  addTest(program.command('mail').description('try out the settings of mail').exitOverride());
  addOutbox(program);
};

const addTest = (parent: Command): void => {
  commandOn(parent, 'test', 'send a mail, and say what the server answers')
    .addArgument(new Argument('<address>', 'whom it is for').argParser(values.mailAddress))
    .addOption(smtpOption())
    .addOption(mailFromOption())
    .action(async (to: string, _: object, command: Command) => {
      const options = await settleCommand<MailArguments>(command);
      const { smtp, mailFrom, site, sites = {} } = options;
      const from = (site !== undefined && sites[site]?.mail?.from) || mailFrom;
      if (smtp === undefined) throw new OptionError("option '--smtp' is missing: the server that takes mails");
      if (!from) throw new OptionError("option '--mail-from' is missing: whom mails are from");
      const { sendTest } = await import('../mail/send-test.js');
      const name = (site !== undefined && sites[site]?.name) || site || 'Starling';
      const language = (site !== undefined && sites[site]?.language) || options.language || 'en';
      const answer = await sendTest({ smtp, from, to, name, language });
      print(options, { to, answer }, () => [`Sent to ${to}. The server answered: ${answer}`]);
    });
};

interface OutboxArguments extends CommandArguments {
  retry?: true;
}

const addOutbox = (program: Command): void => {
  commandOn(program, 'outbox', 'mails and webhooks that wait, or that nobody took')
    .option('--retry', 'try again now what failed')
    .action(async (_: object, command: Command) => {
      const options = await settleCommand<OutboxArguments>(command);
      const { withOutbox } = await import('./with-store.js');
      const { scope } = operator(options);
      if (options.retry) {
        const retried = await withOutbox(options, (outbox) => outbox.retry(scope));
        print(options, { retried }, () => [
          retried === 0 ? 'Nothing has failed.' : `${retried} of them are tried again as soon as the server runs.`,
        ]);
        return;
      }
      const listed = await withOutbox(options, (outbox) => outbox.list(scope));
      print(options, listed, () => [
        ...listed.entries.map(({ id, kind, recipient, state, attempts, dueAt, error }) =>
          [id, state, kind, recipient, `tries: ${attempts}`, dueAt, oneLine(error ?? '')].join('\t'),
        ),
        `${listed.waiting} wait, ${listed.dead} failed for good.`,
      ]);
    });
};

/** A terminal obeys control characters, and these texts come from another server. */
const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ');
