import { registerCatalogue } from './register.js';

export * from './define.js';

// One loader for the whole catalogue, because a loader for each entry would be bytes that every reader loads.
registerCatalogue(async () => (await import('./catalogue.js')).catalogue);
