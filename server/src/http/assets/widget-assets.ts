import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folderAssets, type Assets } from './folder-assets.js';

/** The built widget, for pages of any origin: `/starling.js`, `/starling.classic.js` and what they load,
 * and `/themes/<name>.css`. */
export const widgetAssets = (folder: string): Assets => {
  const files = folderAssets(folder, { cacheControl, anyOrigin: true });
  return async (request) => (widgetPath.test(new URL(request.url).pathname) ? files(request) : undefined);
};

const widgetPath = /^\/((starling(\.classic)?\.js|chunks\/[\w.-]+\.js)(\.map)?|themes\/[\w-]+\.css)$/;

/**
 * A chunk's name has a hash of what is in it. The entry keeps its name, and is asked for again each time: a stale one
 * would look for chunks that are gone. The loader only names the entry, and may be an old one.
 */
const cacheControl = (path: string): string => {
  if (path.startsWith('/chunks/')) return 'public, max-age=31536000, immutable';
  return path.startsWith('/starling.js') ? 'no-cache' : 'public, max-age=300, stale-while-revalidate=86400';
};

/**
 * The build of the installed package `starling-comments`, or else of the repository that this server stands in, or
 * else the one that was packed with the server.
 */
export const findWidget = (): string => {
  // As built it stands in server/dist, as a source deeper.
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
