import type { Site, Sites } from '../service/sites.js';
import type { Happened, OutboxEntry, OutboxRecord } from '../store/outbox.js';
import type { QueuedComment } from '../store/moderation-records.js';
import type { Store } from '../store/store.js';
import { replyBundle } from '../store/subscriptions.js';
import type { Carrier } from './carrier.js';

/** Finds out who must be told about an event, and adds a message for each to the outbox. */
export const happenedCarrier =
  ({ sites, store, now }: { sites: Sites; store: Pick<Store, 'read' | 'outbox'>; now: () => number }): Carrier =>
  async ([entry]) => {
    const site = sites.find(entry!.site);
    const happened = entry!.content as unknown as Happened;
    const branch = await store.read(({ queue }) => queue.branch('all', happened.comment));
    const comment = branch.at(-1);
    if (!site || !comment) return [];
    return [
      ...webhookEntries(site, happened, entry!),
      ...(await replyEntries(site, happened, branch, store, now())),
      ...(await noticeEntries(site, happened, comment, store, now())),
    ];
  };

const webhookEntries = (site: Site, { event, comment }: Happened, { createdAt }: OutboxRecord): OutboxEntry[] =>
  site.webhooks
    .filter(({ events }) => events.includes(event))
    .map(({ name }) => ({
      site: site.id,
      kind: 'webhook',
      recipient: name,
      content: { event, comment, at: createdAt },
    }));

/** Milliseconds between two mails to somebody: the first is sent at once, and later ones are combined at the end. */
const gap = 10 * 60 * 1000;

const replyEntries = async (
  site: Site,
  { event }: Happened,
  branch: readonly QueuedComment[],
  store: Pick<Store, 'read' | 'outbox'>,
  now: number,
): Promise<OutboxEntry[]> => {
  const comment = branch.at(-1)!;
  if (!site.mail || event !== 'published' || comment.status !== 'published') return [];
  const ancestors = branch.slice(0, -1).map(({ id }) => id);
  const concerned = await store.read(({ subscriptions }) => subscriptions.concerned(comment, ancestors));
  const others = concerned.filter(
    ({ visitor, email }) =>
      (visitor === null || visitor !== comment.visitor) && email.toLowerCase() !== comment.authorEmail?.toLowerCase(),
  );
  // Somebody who follows both the thread and replies to a comment is told once, as a reply.
  const once = new Map(
    others.toSorted((a, b) => Number(a.comment !== null) - Number(b.comment !== null)).map((one) => [one.email, one]),
  );
  const due = await store.outbox.pace(
    [...once.values()].map(({ id }) => replyBundle(id)),
    now,
    gap,
  );
  return [...once.values()].map(({ id, email }) => ({
    site: site.id,
    kind: 'replies',
    recipient: email,
    bundle: replyBundle(id),
    dueAt: due.get(replyBundle(id)),
    content: { subscription: id, comment: comment.id },
  }));
};

/** Moderators are told what readers did, but not about moderators' decisions. */
const noticeEntries = async (
  site: Site,
  { event, isNew }: Happened,
  comment: QueuedComment,
  store: Pick<Store, 'outbox'>,
  now: number,
): Promise<OutboxEntry[]> => {
  const { mail } = site;
  const isTheirs = isNew
    ? comment.badge === 'owner' || comment.badge === 'moderator'
    : event === 'published' || event === 'removed' || comment.reasons.some(({ code }) => code === 'moderator');
  if (!mail || mail.moderators.length === 0 || isTheirs || comment.spam) return [];
  const bundleOf = (address: string) => `notice ${site.id} ${address}`;
  const due =
    mail.digest === 'each'
      ? await store.outbox.pace(mail.moderators.map(bundleOf), now, gap)
      : new Map<string, number>();
  return mail.moderators.map((address) => ({
    site: site.id,
    kind: 'notices',
    recipient: address,
    bundle: bundleOf(address),
    dueAt: due.get(bundleOf(address)) ?? endOf(mail.digest === 'daily' ? day : hour, now),
    content: { comment: comment.id },
  }));
};

const hour = 60 * 60 * 1000;
const day = 24 * hour;

/** The end of the current hour, or of the current day in UTC. */
const endOf = (length: number, now: number): number => (Math.floor(now / length) + 1) * length;
