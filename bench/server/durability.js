import { join } from 'node:path';
import '../import-tests.js';

const { killRounds } = await import('../../tests/server/support/kill-rounds.ts');

const rounds = 20;

/** Comments that were acknowledged and are lost, of a server that is killed under load again and again. */
export const benchDurability = async ({ report, folder }) => {
  const { acknowledged, kept } = await killRounds({ path: join(folder, 'killed.db'), rounds });
  if (acknowledged < rounds) throw new Error(`Only ${acknowledged} comments were acknowledged in ${rounds} rounds.`);
  report.add({
    name: `Acknowledged comments lost in ${rounds} rounds of kill -9`,
    value: acknowledged - kept,
    unit: 'comments',
    atMost: 0,
    detail: `${acknowledged.toLocaleString('en')} acknowledged by 16 connections, all looked for after the last restart`,
  });
};
