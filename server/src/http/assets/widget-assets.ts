import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folderAssets, type Assets } from './folder-assets.js';

/**
 * The built widget, for pages of any origin: `/starling.js`, `/starling.classic.js` and what they load, and
 * `/themes/<name>.css`.
 */
export const widgetAssets = (folder: string): Assets => {
  const files = folderAssets(folder, { cacheControl, anyOrigin: true });
  return async (request) => (widgetPath.test(new URL(request.url).pathname) ? files(request) : undefined);
};

const widgetPath = /^\/((starling(\.classic)?\.js|chunks\/[\w.-]+\.js)(\.map)?|themes\/[\w-]+\.css)$/;

/**
 * A chunk's name contains a hash of its content. The entry keeps its name, and is revalidated each time: a stale one
 * would request chunks that no longer exist. The loader only names the entry, so it may be stale.
 */
const cacheControl = (path: string): string => {
  if (path.startsWith('/chunks/')) return 'public, max-age=31536000, immutable';
  return path.startsWith('/starling.js') ? 'no-cache' : 'public, max-age=300, stale-while-revalidate=86400';
};

/**
 * The build of the installed package `starling-comments`; otherwise that of the repository that contains this server;
 * otherwise the one packaged with the server.
 */
export const findWidget = (): string => {
  // The built server is in server/dist, its source is in a deeper folder.
  const [built, source, packed] = ['../../dist', '../../../../dist', 'widget'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  const found = [installedWidget(), built, source].find((folder) => folder && existsSync(join(folder, 'starling.js')));
  return found ?? packed!;
};

const installedWidget = (): string | undefined => {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('starling-comments/package.json')), 'dist');
  } catch {
    return undefined;
  }
};
