import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statfsSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, platform, release } from 'node:os';

/** What the figures were measured on. */
export const machine = () => ({
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  system: `${platform()} ${release()}`,
  node: process.version,
  /** Others that run on the same cores make all figures worse, and noisy. */
  load: loadavg()[0],
});

const hasTaskset = () => {
  try {
    execFileSync('taskset', ['--version'], { stdio: 'ignore' });
    return availableParallelism() > 1;
  } catch {
    return false;
  }
};
let taskset;

/** Keeps a process, with all its threads, on one core, so that a server and its load don't take each other's time. */
export const pin = (pid, core) => {
  taskset ??= hasTaskset();
  if (taskset) execFileSync('taskset', ['-a', '-c', '-p', String(core), String(pid)], { stdio: 'ignore' });
};

/** Seconds of CPU that a process has used; undefined where the system doesn't tell. */
export const cpuSeconds = (pid) => {
  let stat;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // After the name, which may hold anything: fields 14 and 15, in ticks of 10 ms.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
};

/** Milliseconds of CPU that a process's threads have used, to the microsecond; undefined where the system doesn't tell. */
export const cpuMilliseconds = (pid) => {
  try {
    const tasks = readdirSync(`/proc/${pid}/task`);
    return (
      tasks.reduce(
        (sum, task) => sum + Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]),
        0,
      ) / 1e6
    );
  } catch {
    return undefined;
  }
};

/** Seconds of CPU that a process and its children have used, those that have ended included. */
export const familySeconds = (parent) => {
  let ticks = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    let stat;
    try {
      stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    } catch {
      continue;
    }
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    if (Number(pid) === parent) ticks += fields[11] + fields[12] + fields[13] + fields[14];
    else if (fields[1] === parent) ticks += fields[11] + fields[12];
  }
  return ticks / 100;
};

/** Milliseconds of CPU that a process's children have used, to the microsecond; those that have ended are not counted. */
export const familyMilliseconds = (parent) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === parent)
    .reduce((sum, pid) => sum + (cpuMilliseconds(pid) ?? 0), 0);

const parentOf = (pid) => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
};

const memoryFileSystem = 0x01021994;

/** Whether a folder is in memory, where `fsync` costs nothing. */
export const isInMemory = (folder) => statfsSync(folder).type === memoryFileSystem;
