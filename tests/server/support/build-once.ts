import type { TestProject } from 'vitest/node';
import { build } from './process.js';

/**
 * Builds the server before the tests, where a source is newer. Several workers would build it into one folder at the
 * same time, and a source that changes during the run would take it away from tests that have begun.
 */
export const setup = async (project: TestProject): Promise<void> => {
  await build();
  process.env.SERVER_IS_BUILT = 'yes';
  project.onTestsRerun(async () => void (await build()));
};
