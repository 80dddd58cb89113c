import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { OptionError } from './option-error.js';

/**
 * Reads a password from standard input, or twice from a terminal, without showing it.
 *
 * @throws OptionError if there is no terminal, or the two differ
 */
export const readPassword = async (fromStdin: boolean | undefined): Promise<string> => {
  if (fromStdin) return (await text(process.stdin)).replace(/\r?\n$/, '');
  if (!process.stdin.isTTY)
    throw new OptionError("option '--password-stdin' is missing: there is no terminal to ask at");
  const password = await ask('Password: ');
  if ((await ask('Again: ')) !== password) throw new OptionError('The passwords differ.');
  return password;
};

const ask = async (question: string): Promise<string> => {
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
};
