import { notFound } from '../../api-error.js';
import type { RateLimiter } from '../../service/rate-limits.js';
import { siteOfPage, type Sites } from '../../service/sites.js';
import { privateCall, type Endpoint } from './endpoint.js';
import { PreviewRequest } from './request-schemas.js';
import { NoBody, SiteQuery } from './query-schemas.js';

/** Endpoints for the form while a comment is being written. */
export const helperEndpoints = (sites: Sites, rateLimiter: RateLimiter): Endpoint[] => [
  privateCall({
    method: 'post',
    path: '/preview',
    summary: 'The body of a comment as it would look',
    visitor: 'none',
    query: SiteQuery,
    body: PreviewRequest,
    responses: { 200: 'Preview' },
    call: async ({ query, body, client }) => {
      siteOfPage(sites, query.site, client);
      await rateLimiter.consume('preview', client);
      await rateLimiter.consume('render', client, body.body.length);
      const { renderMarkdown } = await import('../../service/text/render-markdown.js');
      return { status: 200, body: { html: renderMarkdown(body.body).html } };
    },
  }),
  privateCall({
    method: 'get',
    path: '/challenge',
    summary: 'A challenge of the captcha that the server hands out itself',
    visitor: 'none',
    query: SiteQuery,
    body: NoBody,
    responses: { 200: 'Challenge' },
    call: async ({ query, client }) => {
      const { captcha } = siteOfPage(sites, query.site, client);
      if (!captcha?.challenge) throw notFound('This server hands out no challenges.');
      await rateLimiter.consume('challenge', client);
      return { status: 200, body: await captcha.challenge() };
    },
  }),
];
