import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { folderAssets, type Assets } from './folder-assets.js';

/** The moderators' page at `/moderation`, and its files below it. */
export const moderationPage = (folder: string): Assets => {
  const files = folderAssets(folder, { cacheControl, anyOrigin: false });
  return async (request) => {
    const { pathname } = new URL(request.url);
    // The page refers to its files relative to its own address, which would be wrong with a slash at the end.
    if (pathname === '/moderation/') return redirect('../moderation');
    const path = pathname === '/moderation' ? '/index.html' : filePath.exec(pathname)?.[1];
    const response = path && (await files(new Request(new URL(path, request.url), request)));
    if (!response) return undefined;
    const headers = path === '/index.html' ? { ...pageHeaders, ...fileHeaders } : fileHeaders;
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    return response;
  };
};

/** The files have a hash of their content in their names. */
const filePath = /^\/moderation(\/[\w.-]+-[\w-]{8}\.(?:js|css|svg))$/;

const cacheControl = (path: string): string =>
  path === '/index.html' ? 'no-cache' : 'public, max-age=31536000, immutable';

const fileHeaders = { 'Cross-Origin-Resource-Policy': 'same-origin' };

/**
 * Allows scripts, styles and requests of this origin only, no framing, and no text that becomes markup or code except
 * through the named Trusted Types policies. So no comment can make a moderator's browser contact another site.
 */
const pageHeaders = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html starling',
  ].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  // Pages that comments link to don't learn which server moderates them.
  'Referrer-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'X-Robots-Tag': 'noindex',
};

const redirect = (location: string): Response => new Response(null, { status: 308, headers: { Location: location } });

/** The built page: beside the built server, or in the build of the repository that contains its source. */
export const findModerationPage = (): string => {
  const [built, source] = ['moderation', '../../../dist/moderation'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  return existsSync(built!) ? built! : source!;
};
