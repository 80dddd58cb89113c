/* Preloaded into a server: writes the address of each module that it loads to the file that LOADED names. */
import { openSync, writeSync } from 'node:fs';
import { registerHooks } from 'node:module';

const file = openSync(process.env.LOADED, 'a');
registerHooks({
  load(url, context, next) {
    writeSync(file, `${url}\n`);
    return next(url, context);
  },
});
