import { registerCatalogue } from './register.js';

export * from './define.js';

// One line for all of them: a loader each would be bytes that every reader loads.
registerCatalogue(async () => (await import('./catalogue.js')).catalogue);
