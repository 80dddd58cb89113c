import { starlingBackend } from './backends/starling/index.js';
import { registerBackend, registerCatalogue } from './register.js';

// The default backend is included: as a separate chunk it would cost every first view a second round trip.
registerBackend('starling', async () => starlingBackend);
registerCatalogue(async () => (await import('./own-catalogue.js')).catalogue);
