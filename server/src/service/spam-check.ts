import type { DraftAuthor } from '../contract.js';
import { askAkismet, type AkismetVerdict } from '../spam/akismet.js';
import { probabilityOf, readModel, type Model } from '../spam/classifier.js';
import type { Post } from '../spam/post.js';
import { reasonsOf, type Sign } from '../spam/signs.js';
import { tokensOf } from '../spam/tokens.js';
import { isNear, tracesOf, type Traces } from '../spam/traces.js';
import { scoreOf, weigh } from '../spam/weigh.js';
import type { Reason } from '../store/reasons.js';
import type { KeptNetwork, ModelFacts, PersonFacts, SpamFacts } from '../store/spam.js';
import type { RenderedText } from '../store/requests.js';
import type { Reads } from '../store/store.js';
import { networkHash } from './ban-check.js';
import type { Client } from './rate-limits.js';
import type { Site } from './sites.js';

/** The text to judge, with its circumstances. */
export interface JudgeRequest {
  site: Site;
  visitor: string | null;
  client: Client;
  /** The thread's key for a new comment; otherwise `comment` is the comment that is edited. */
  thread?: string;
  comment?: string;
  /** The page's address. */
  url?: string;
  isReply?: boolean;
  text: RenderedText;
  author: DraftAuthor;
  /** Whether the site's token says that the author is an owner or moderator. */
  isStaff?: boolean;
  /** Signs of spam that are already known. */
  signs?: readonly Sign[];
}

export interface Judgement {
  person: PersonFacts;
  /** Whether the signs are enough to hold it. */
  held: boolean;
  reasons: Reason[];
  /** Never below 0. */
  score: number;
  traces?: Traces;
}

/** The check of one text, in two steps, so that its read can be joined with others. */
export interface Examination {
  /** Reads what is needed to judge the text; undefined if nothing is. */
  read(reads: Reads): Promise<SpamFacts | undefined>;
  /** @param challengedAt when the captcha challenge that was solved for it was issued */
  judge(facts: SpamFacts | undefined, challengedAt?: number): Promise<Judgement>;
}

export interface SpamCheck {
  examine(request: JudgeRequest): Examination;
  /** The network that a comment comes from, to be stored for as long as the site's settings say. */
  networkToKeep(site: Site, client: Client): KeptNetwork | undefined;
}

export interface SpamCheckParts {
  secret: string;
  now: () => number;
  /** Called if there is something new to learn. */
  wake: () => void;
  /** Called for every comment that Akismet could not be asked about. */
  reportOutage: (site: Site, verdict: Extract<AkismetVerdict, { outcome: 'unavailable' }>) => void;
}

/** Combines several checks that each look for signs of spam. */
export const createSpamCheck = ({ secret, now, wake, reportOutage }: SpamCheckParts): SpamCheck => {
  const models = new Map<string, { version: number; model: Model }>();

  const modelOf = (site: string, facts: ModelFacts | undefined): Model | undefined => {
    if (facts?.stale) wake();
    if (facts?.content !== undefined) {
      models.delete(site);
      if (models.size >= mostModels) models.delete(models.keys().next().value ?? '');
      // The content is empty if nothing was learned yet, or if the model is to be forgotten.
      const model = facts.content ? readModel(facts.content) : undefined;
      if (model) models.set(site, { version: facts.version, model });
      else if (facts.content) wake();
    }
    return facts && models.get(site)?.model;
  };

  return {
    examine: ({ site, visitor, client, text, author, signs = [], ...about }) => {
      const { spam } = site;
      const post: Post = { body: text.body, html: text.html, author };
      const isOn = spam.hold !== false;
      const traces = isOn ? tracesOf(post, site.hosts) : undefined;
      const isNeeded = traces !== undefined || (visitor !== null && asksForPerson(site));

      return {
        read: async (reads) =>
          isNeeded
            ? reads.spam.facts({
                site: site.id,
                visitor,
                keys: traces?.keys ?? [],
                isNear: traces && ((trace) => isNear(traces, trace)),
                knownModel: models.get(site.id)?.version,
              })
            : undefined,

        judge: async (facts, challengedAt) => {
          if (!facts) return { ...nothing, person: nobody };
          const { person, traced, model } = facts;
          if (!traces || person.trusted || about.isStaff) return { ...nothing, person, traces };
          const learned = modelOf(site.id, model);
          const probability = learned ? probabilityOf(learned, tokensOf(post)) : 0.5;
          const took = challengedAt === undefined ? undefined : now() - challengedAt;
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
      };
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

/** Each takes 256 KiB. */
const mostModels = 64;

const day = 24 * 60 * 60 * 1000;
