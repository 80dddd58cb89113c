import { Command } from 'commander';
import { serveOptions, type ServeArguments } from './options.js';
import { settle } from './settle.js';

/** Looks for problems, and says how to fix them. Exits with 1 if something must be fixed. */
export const addDoctor = (program: Command): void => {
  const command = new Command('doctor')
    .description('look at everything that the server needs, with the options that it has')
    .option('--json', 'answer as JSON, for machines')
    .exitOverride();
  for (const option of serveOptions()) command.addOption(option);
  program.addCommand(command);
  command.action(async (_: object, asked: Command) => {
    const options = await settle<ServeArguments & { json?: boolean }>(asked);
    const { examine } = await import('./doctor/examine.js');
    const findings = await examine(options);
    const count = findings.filter(({ state }) => state === 'mend').length;
    if (options.json) process.stdout.write(`${JSON.stringify({ mend: count, findings })}\n`);
    else {
      const lines = findings.map(
        ({ about, state, said, todo }) =>
          `${marks[state]} ${about}: ${said.replace(/\.$/, '')}.${todo ? `\n    ${todo}` : ''}`,
      );
      process.stdout.write(`${lines.join('\n')}\n${count === 0 ? 'All is well.' : `${count} to mend.`}\n`);
    }
    if (count > 0) process.exitCode = 1;
  });
};

const marks = { good: 'ok  ', note: 'note', mend: 'MEND' } as const;
