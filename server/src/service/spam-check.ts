import type { DraftAuthor } from '../contract.js';
import { askAkismet, type AkismetVerdict } from '../spam/akismet.js';
import { probabilityOf, readModel, type Model } from '../spam/classifier.js';
import type { Post } from '../spam/post.js';
import { reasonsOf, type Sign } from '../spam/signs.js';
import { tokensOf } from '../spam/tokens.js';
import { isNear, tracesOf, type Traces } from '../spam/traces.js';
import { scoreOf, weigh } from '../spam/weigh.js';
import type { Reason } from '../store/reasons.js';
import type { KeptNetwork, ModelFacts, PersonFacts } from '../store/spam.js';
import type { RenderedText } from '../store/requests.js';
import type { Store } from '../store/store.js';
import { networkHash } from './ban-check.js';
import type { Client } from './rate-limits.js';
import type { Site } from './sites.js';

/** What is to be judged. */
export interface Judged {
  site: Site;
  visitor: string | null;
  client: Client;
  /** The thread's key, where it is a new comment; else the comment that is changed. */
  thread?: string;
  comment?: string;
  /** The page's address. */
  url?: string;
  isReply?: boolean;
  text: RenderedText;
  author: DraftAuthor;
  /** Whether its author is an owner or moderator, by the site's word. */
  isStaff?: boolean;
  /** What is known against it already. */
  signs?: readonly Sign[];
  /** When the captcha's challenge was handed out that came solved with it. */
  challengedAt?: number;
}

export interface Judgement {
  person: PersonFacts;
  /** Whether the signs are enough for it to wait. */
  held: boolean;
  reasons: Reason[];
  /** From 0. */
  score: number;
  traces?: Traces;
}

export interface SpamCheck {
  judge(request: Judged): Promise<Judgement>;
  /** Where a comment comes from, for as long as the site keeps it. */
  networkToKeep(site: Site, client: Client): KeptNetwork | undefined;
}

export interface SpamCheckParts {
  store: Store;
  secret: string;
  now: () => number;
  /** Told where there is something new to learn. */
  wake: () => void;
  /** Told of every comment that Akismet could not be asked about. */
  reportOutage: (site: Site, verdict: Extract<AkismetVerdict, { outcome: 'unavailable' }>) => void;
}

/** Layers that each say what looks like spam. All that they must know of the database comes by one read. */
export const createSpamCheck = ({ store, secret, now, wake, reportOutage }: SpamCheckParts): SpamCheck => {
  const models = new Map<string, { version: number; model: Model }>();

  const modelOf = (site: string, facts: ModelFacts | undefined): Model | undefined => {
    if (facts?.stale) wake();
    if (facts?.content !== undefined) {
      models.delete(site);
      if (models.size >= mostModels) models.delete(models.keys().next().value ?? '');
      // Empty where nothing was learned yet, or what was is to be forgotten.
      const model = facts.content ? readModel(facts.content) : undefined;
      if (model) models.set(site, { version: facts.version, model });
      else if (facts.content) wake();
    }
    return facts && models.get(site)?.model;
  };

  return {
    judge: async ({ site, visitor, client, text, author, signs = [], ...about }) => {
      const { spam } = site;
      const post: Post = { body: text.body, html: text.html, author };
      const isOn = spam.hold !== false;
      const traces = isOn ? tracesOf(post, site.hosts) : undefined;
      if (!traces && (visitor === null || !asksForPerson(site))) return { ...nothing, person: nobody };

      const { person, traced, model } = await store.read((reads) =>
        reads.spam.facts({
          site: site.id,
          visitor,
          keys: traces?.keys ?? [],
          isNear: traces && ((trace) => isNear(traces, trace)),
          knownModel: models.get(site.id)?.version,
        }),
      );
      if (!traces || person.trusted || about.isStaff) return { ...nothing, person, traces };
      const learned = modelOf(site.id, model);
      const probability = learned ? probabilityOf(learned, tokensOf(post)) : 0.5;
      const took = about.challengedAt === undefined ? undefined : now() - about.challengedAt;
      const lessons = learned ? Math.min(learned.lessons.spam, learned.lessons.ham) : 0;
      const evidence = { person, traced, traces, visitor, probability, lessons, took, ...about };
      const all = [...signs, ...weigh(post, spam, evidence)];

      const hold = spam.hold === false ? Infinity : spam.hold;
      if (spam.akismet && scoreOf(all) < hold) {
        const verdict = await askAkismet(post, {
          ...spam.akismet,
          blog: site.origins[0] ?? client.page?.origin ?? '',
          permalink: about.url,
          language: site.language,
          sender: client.sender?.() ?? {},
          isReply: about.isReply ?? false,
        });
        if (verdict.outcome === 'spam') all.push(verdict.sign);
        if (verdict.outcome === 'unavailable') reportOutage(site, verdict);
      }
      const score = scoreOf(all);
      return { person, held: score >= hold, reasons: reasonsOf(all), score, traces };
    },

    networkToKeep: ({ spam }, { network }) =>
      spam.keepNetwork > 0 && network !== undefined
        ? { network: networkHash(secret, network), expiresAt: now() + spam.keepNetwork * day }
        : undefined,
  };
};

const asksForPerson = ({ moderation }: Site): boolean => moderation !== 'none';

const nobody: PersonFacts = { published: false, spam: false, trusted: false };
const nothing = { held: false, reasons: [], score: 0 };

/** Of 256 KiB each. */
const mostModels = 64;

const day = 24 * 60 * 60 * 1000;
