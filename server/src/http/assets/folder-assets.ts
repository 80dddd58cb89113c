import { hash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { isFresh } from '../entity-tag.js';

/** Serves the files of a folder, and `index.html` for a folder in it; undefined if there is no such file. */
export type Assets = (request: Request) => Promise<Response | undefined>;

export interface AssetsOptions {
  /** The Cache-Control header of a file, given its path below the folder: `/chunks/rich-text-1a2b3c4d.js`. */
  cacheControl: (path: string) => string;
  /** Whether any page may use the files, including as modules. */
  anyOrigin: boolean;
}

/** A folder's files, compressed once and kept in memory for as long as they don't change on disk. */
export const folderAssets = (folder: string, options: AssetsOptions): Assets => {
  const kept = new Map<string, KeptFile>();

  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
    const path = safePath(new URL(request.url).pathname);
    const type = path && contentTypes[extname(path)];
    if (!path || !type) return undefined;
    const file = await current(kept, join(folder, path));
    if (!file) return undefined;

    const coding = codingFor(request.headers.get('accept-encoding'), file);
    const tag = `"${file.hash}${coding === 'identity' ? '' : `-${coding}`}"`;
    const headers: Record<string, string> = {
      'Content-Type': type,
      'Cache-Control': options.cacheControl(path),
      ETag: tag,
      Vary: 'Accept-Encoding',
      'X-Content-Type-Options': 'nosniff',
      ...(options.anyOrigin && { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' }),
      ...(coding !== 'identity' && { 'Content-Encoding': coding }),
    };
    if (isFresh(request.headers.get('if-none-match'), tag)) return new Response(null, { status: 304, headers });
    const content = (await file[coding]) as Uint8Array<ArrayBuffer>;
    headers['Content-Length'] = String(content.byteLength);
    return new Response(request.method === 'HEAD' ? null : content, { headers });
  };
};

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

interface KeptFile {
  /** The file's modification time, to detect changes. */
  changed: number;
  hash: string;
  identity: Buffer;
  /** Compressed when first requested. */
  br?: Promise<Buffer>;
  gzip?: Promise<Buffer>;
}

const compressible = /\.(html|js|css|json|map|svg|txt)$/;

const current = async (kept: Map<string, KeptFile>, path: string): Promise<KeptFile | undefined> => {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  const known = kept.get(path);
  if (known?.changed === found.mtimeMs) return known;
  const identity = await readFile(path);
  const file: KeptFile = {
    changed: found.mtimeMs,
    hash: hash('sha256', identity, 'base64url').slice(0, 22),
    identity,
    ...(compressible.test(path) && { br: compress.br(identity), gzip: compress.gzip(identity) }),
  };
  kept.set(path, file);
  return file;
};

const compress = {
  br: (content: Buffer) => promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  gzip: (content: Buffer) => promisify(gzip)(content, { level: 9 }),
};

const codingFor = (accepted: string | null, file: KeptFile): 'br' | 'gzip' | 'identity' => {
  const codings = (accepted ?? '')
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => !/;\s*q=0(\.0*)?$/.test(coding))
    .map((coding) => coding.split(';')[0]);
  if (file.br && codings.includes('br')) return 'br';
  if (file.gzip && codings.includes('gzip')) return 'gzip';
  return 'identity';
};

/** The path of a file below the folder; undefined if it would lead outside, or to a hidden file. */
const safePath = (pathname: string): string | undefined => {
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (path.includes('\0') || path.includes('\\') || path.includes('/.')) return undefined;
  return path.endsWith('/') ? `${path}index.html` : path;
};
