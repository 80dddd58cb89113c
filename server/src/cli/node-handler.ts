import { createHandler, type Handler, type HandlerOptions } from '../handler.js';
import { useHashes } from '../hash.js';
import { findModerationPage, moderationPage } from '../http/assets/moderation-page.js';
import { findWidget, widgetAssets } from '../http/assets/widget-assets.js';
import { nodeHashes } from './node-hashes.js';
import { nodeScrypt } from './node-scrypt.js';
import { stderrLogger } from './stderr-logger.js';

export interface NodeHandlerOptions extends HandlerOptions {
  /** The folder of the built widget. By default that of the package `starling-comments`, otherwise the server's own. */
  widget?: string;
}

/**
 * The handler for Node: serves the widget's files and the moderators' page before the fallback, and logs to standard
 * error.
 */
export const createNodeHandler = ({ widget, fallback, ...options }: NodeHandlerOptions): Handler => {
  useHashes(nodeHashes);
  const assets = widgetAssets(widget ?? findWidget());
  const page = moderationPage(findModerationPage());
  return createHandler({
    scrypt: nodeScrypt,
    ...options,
    logger: options.logger ?? stderrLogger,
    fallback: async (request) => (await assets(request)) ?? (await page(request)) ?? fallback?.(request),
  });
};
