/**
 * The one place where the server reaches into the widget's package: the wire contract, which imports nothing.
 * It is bundled into the server's build, so that the server's package stands alone.
 */
export * from '../../src/contract.js';
