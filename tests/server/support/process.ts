import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const cli = `${root}server/dist/cli.js`;

let building: Promise<string> | undefined;

/** The server's built command; builds it where a source is newer, unless `build-once.ts` has done that for a test run. */
export const builtCli = (): Promise<string> =>
  (building ??= process.env.SERVER_IS_BUILT ? Promise.resolve(cli) : build());

export const build = async (): Promise<string> => {
  const changed = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = globSync(['server/{src,moderation}/**/*', 'server/*.{js,json}', 'src/contract.ts'], { cwd: root });
  const newest = Math.max(...sources.map((path) => changed(`${root}${path}`)));
  if (changed(cli) < newest) await promisify(execFile)('npm', ['run', 'build', '-w', 'server'], { cwd: root });
  return cli;
};

export interface ServerProcess {
  url: string;
  child: ChildProcess;
  /** All that it has written so far. */
  said(): string;
  /** Sends a signal, and resolves with how the process ended. */
  stop(signal?: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** A server in a process of its own, once it listens. */
export const startServer = async (options: string[], environment: NodeJS.ProcessEnv = {}): Promise<ServerProcess> => {
  const child = spawn(process.execPath, [await builtCli(), 'serve', '--port', '0', '--host', '127.0.0.1', ...options], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\/\/\S+/.exec(said);
      if (found) resolve(found[0]);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    void ended.then(({ code }) => reject(new Error(`The server ended with ${code}: ${said}`)));
  });
  return {
    url,
    child,
    said: () => said,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
};

/** An option, and a header for each request, by which a load from this machine comes from as many networks. */
export const manyNetworks = {
  option: ['--trusted-proxy', '127.0.0.1'],
  header: (request: number) => ({ 'X-Forwarded-For': `10.${(request >> 8) & 255}.${request & 255}.1` }),
};

export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the command to its end. */
export const runCli = async (
  options: string[],
  environment: NodeJS.ProcessEnv = {},
  input?: string,
): Promise<Outcome> => {
  const command = await builtCli();
  const env = { ...process.env, ...environment };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [command, ...options], { env, timeout: 20_000 }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr }),
    );
    child.stdin?.end(input);
  });
};
