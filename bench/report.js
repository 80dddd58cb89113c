import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { machine } from './machine.js';

/**
 * One figure of a run: what was measured, against what, and what it has to be.
 *
 * @typedef {object} Figure
 * @property {string} name
 * @property {number} value
 * @property {string} [unit] nothing for a ratio
 * @property {number} [atLeast] target
 * @property {number} [atMost] target
 * @property {string} detail what it is made of
 */

/** Prints figures as they come, and keeps them for the file. */
export const createReport = (command) => {
  const { cpu, cores, system, node, load } = machine();
  console.log(`${command}\n${cpu}, ${cores} cores, ${system}, Node ${node}, load ${load.toFixed(2)} before\n`);
  const figures = [];
  return {
    /** @param {Figure} figure */
    add: (figure) => {
      const met = isMet(figure);
      figures.push({ ...figure, met });
      console.log(
        `${met === undefined ? '    ' : met ? 'ok  ' : 'MISS'} ${figure.name}: ${shown(figure)}\n     ${figure.detail}`,
      );
    },
    note: (text) => console.log(`     ${text}`),
    section: (title) => console.log(`\n${title}`),
    /** Writes bench/results/<date>.json; gives how many targets were missed. */
    close: () => {
      const folder = fileURLToPath(new URL('results/', import.meta.url));
      mkdirSync(folder, { recursive: true });
      const date = new Date().toISOString();
      const path = `${folder}${date.replace(/[:.]/g, '-')}.json`;
      writeFileSync(path, `${JSON.stringify({ date, command, machine: machine(), figures }, null, 2)}\n`);
      const missed = figures.filter(({ met }) => met === false).length;
      const checked = figures.filter(({ met }) => met !== undefined).length;
      console.log(`\n${checked - missed} of ${checked} targets met; ${path}`);
      return missed;
    },
  };
};

const isMet = ({ value, atLeast, atMost }) => {
  if (atLeast === undefined && atMost === undefined) return undefined;
  return value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity);
};

const shown = ({ value, unit, atLeast, atMost }) => {
  const number = unit ? `${value.toLocaleString('en')} ${unit}` : value.toFixed(2);
  const target = [
    atLeast !== undefined && `at least ${atLeast}`,
    atMost !== undefined && `at most ${atMost.toLocaleString('en')}`,
  ];
  const targets = target.filter(Boolean).join(', ');
  return targets ? `${number} (${targets})` : number;
};
