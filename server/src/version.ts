import manifest from '../package.json' with { type: 'json' };

/** The server's own, of its package. */
export const version: string = manifest.version;
