import { starlingBackend } from './backends/starling/index.js';
import { registerBackend, registerCatalogue } from './register.js';

// The default backend comes along: as a chunk of its own it would cost every first view a second round trip.
registerBackend('starling', async () => starlingBackend);
registerCatalogue(async () => (await import('./own-catalogue.js')).catalogue);
