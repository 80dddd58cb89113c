import { starlingBackend } from './backends/starling/index.js';
import { registerBackend, registerCaptcha } from './register.js';

// The default backend comes along: as a chunk of its own it would cost every first view a second round trip.
registerBackend('starling', async () => starlingBackend);
registerBackend('memory', async () => (await import('./backends/memory/index.js')).memoryBackend);
registerBackend('local-storage', async () => (await import('./backends/local-storage/index.js')).localStorageBackend);
registerCaptcha('altcha', async () => (await import('./captcha/altcha/index.js')).altchaCaptcha());
