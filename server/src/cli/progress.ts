/** Shows progress on standard error: in one line of a terminal, otherwise as a new line every few seconds. */
export const showProgress = (what: string) => {
  const { stderr } = process;
  const begin = performance.now();
  const pause = stderr.isTTY ? 200 : 5000;
  let told = begin;
  return {
    show: (rows: number, total?: number): void => {
      const now = performance.now();
      if (now - told < pause) return;
      told = now;
      const rate = rows / ((now - begin) / 1000);
      const left = total === undefined ? '' : `, ${Math.ceil((total - rows) / rate)} s left`;
      const of = total === undefined ? '' : ` of ${total}`;
      const text = `${what}: ${rows}${of} rows, ${Math.round(rate)} a second${left}`;
      stderr.write(stderr.isTTY ? `\r\u001b[K${text}` : `${text}\n`);
    },
    end: (): void => {
      if (stderr.isTTY) stderr.write('\r\u001b[K');
    },
  };
};
