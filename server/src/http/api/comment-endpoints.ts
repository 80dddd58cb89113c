import type { FieldRules } from '../../contract.js';
import type { Comments } from '../../service/comments.js';
import type { Asker } from '../../service/askers.js';
import { findSite, type Sites } from '../../service/sites.js';
import { ownCall, privateCall, type Endpoint } from './endpoint.js';
import { CommentChange, draftSchema, Removal } from './request-schemas.js';
import { NoQuery, SiteQuery } from './query-schemas.js';

export const commentEndpoints = (comments: Comments, sites: Sites): Endpoint[] => [
  privateCall({
    method: 'post',
    path: '/comments',
    summary: 'Leave a comment; with an `Idempotency-Key`, the same one again is still one',
    visitor: 'optional',
    idempotent: true,
    query: NoQuery,
    body: draftSchema(findSite(sites, undefined)?.fields),
    bodyFor: draftSchemaFor(sites),
    responses: { 201: 'OneComment', 202: 'OneComment' },
    call: async ({ body: draft, asker, client, idempotencyKey }) => {
      const { status, comment } = await comments.submit({ draft, asker, client, idempotencyKey });
      return { status, body: { comment } };
    },
  }),
  ownCall({
    method: 'patch',
    path: '/comments/{id}',
    summary: 'Change a comment of your own, within the edit window',
    query: SiteQuery,
    body: CommentChange,
    responses: { 200: 'OneComment' },
    call: async ({ id, query, body, asker, client }) => ({
      status: 200,
      body: { comment: await comments.edit({ ...query, ...body, id, asker, client }) },
    }),
  }),
  ownCall({
    method: 'delete',
    path: '/comments/{id}',
    summary: 'Take back a comment of your own',
    query: SiteQuery,
    body: Removal.optional(),
    responses: { 200: 'OneComment' },
    call: async ({ id, query, body, asker, client }) => ({
      status: 200,
      body: { comment: await comments.remove({ ...query, ...body, id, asker, client }) },
    }),
  }),
];

/**
 * The site determines which author fields are required, so it is looked up before the draft is checked. From people who
 * are signed in, none of them is required.
 */
const draftSchemaFor = (sites: Sites) => {
  const schemas = new Map<FieldRules | undefined, ReturnType<typeof draftSchema>>();
  return (body: unknown, { identityToken }: Asker) => {
    const fields = findSite(sites, SiteQuery.safeParse(body).data?.site)?.fields;
    const rules = identityToken === undefined ? fields : undefined;
    let schema = schemas.get(rules);
    if (!schema) schemas.set(rules, (schema = draftSchema(rules)));
    return schema;
  };
};
