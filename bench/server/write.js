import { join } from 'node:path';
import { interleave } from '../statistics.js';
import { startFloor } from './floor.js';
import { measureLoad, warmUp } from './measure-load.js';
import { addLoadFigure } from './read.js';

const rounds = 9;
const seconds = 2;

/** Comments posted, each on the disk before its answer, against one bare insert. */
export const benchWrite = async ({ report, server, folder, threads }) => {
  const floor = await startFloor('floor-write.js', { database: join(folder, 'floor.db') });
  try {
    let from = 0;
    const measure = async (target) => {
      const scenario = { scenario: 'writes', threads, from, connections: 16, seconds };
      const result = await measureLoad(target, scenario);
      // No two comments are the same, in all rounds.
      from = result.sent;
      return result;
    };
    await warmUp(() => measure(server));
    await warmUp(() => measure(floor));
    const pairs = await interleave(
      rounds,
      () => measure(server),
      () => measure(floor),
    );
    addLoadFigure(report, 'POST a comment, durably', pairs, 0.3);
  } finally {
    await floor.stop();
  }
};
