const absent = () => {
  throw new Error('Not available: these tests run in Vitest, not in Web Test Runner.');
};

/** Stands where @open-wc/testing expects its own runner's commands; none of them is used here. */
export const executeServerCommand = absent;
export const getSnapshot = absent;
export const getSnapshotConfig = absent;
export const getSnapshots = absent;
export const saveSnapshot = absent;
export const removeSnapshot = absent;
export const compareSnapshot = absent;
