import { fixtureCleanup } from '@open-wc/testing';
import { afterEach } from 'vitest';

// It does so by itself only where a test runner's functions are global. What is left over follows the page's address,
// and takes the focus, in the tests that come after.
afterEach(fixtureCleanup);
