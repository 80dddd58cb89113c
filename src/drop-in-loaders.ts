import { starlingBackend } from './backends/starling/index.js';
import { registerBackend } from './register.js';

// Used in place of loaders.js, without its catalogue: bundle.js would replace that before anybody uses it.
registerBackend('starling', async () => starlingBackend);
