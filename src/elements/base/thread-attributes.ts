import type { Backend } from '../../backend.js';
import type { Sort } from '../../contract.js';

/** What a page can say of a thread, as properties: the names of the attributes have hyphens (`page-size`). */
export interface ThreadAttributes {
  /** Address of a Starling server; the same as `backend="starling"` with `backend-url`. */
  server?: string;
  /** Name of a registered backend, or (as a property) a backend itself. */
  backend?: string | Backend;
  /** Address for the backend. */
  backendUrl?: string;
  /** The backend's own settings, as JSON. */
  backendOptions?: string;
  /** The site's id on a server that keeps several. */
  site?: string;
  /** What the page calls the thread, which the backend names from that; by default the page's canonical address. */
  thread?: string;
  /** Order of the first page: newest, oldest, helpful, highest or lowest. */
  sort?: Sort;
  /** Comments a page, 1 to 100, replies not counted. */
  pageSize?: number;
  /** `lazy` asks the backend for nothing until the reader comes near. */
  loading?: string;
  /** Stars with a comment: `off`, `optional` or `required`; the backend's word where it is stricter. */
  rating?: string;
  /** A registered captcha, and after a space its mode: `recaptcha invisible`. The backend's word counts first. */
  captcha?: string;
  /** The captcha's public site key. */
  captchaKey?: string;
  /** `auto`, `slot` or `dialog`: in the form, or over the page. */
  captchaPlacement?: string;
  /** `full` (the default), or `compact`: stars and message at first, and the rest once the reader comes. */
  composer?: 'full' | 'compact';
  /** How far replies are indented; deeper ones say whom they answer. */
  maxDepth?: number;
  /** `errors` leaves out what is said of fields that are right. */
  feedback?: string;
  /** Level of the headings, 1 to 6. */
  headingLevel?: number;
  /** `avatars` shows the pictures of who signed in, `allow` images in comments too; else these are links. */
  images?: string;
  /** BCP 47 tag of the language; by default that of the page around (`lang`), else English. */
  locale?: string;
}

export type ThreadAttribute = keyof ThreadAttributes;

/** The attributes that name a thread at a backend. */
export const sourceAttributes = [
  'server',
  'backend',
  'backendUrl',
  'backendOptions',
  'site',
  'thread',
] as const satisfies ThreadAttribute[];

export const attributeNames = [
  ...sourceAttributes,
  'sort',
  'pageSize',
  'loading',
  'rating',
  'captcha',
  'captchaKey',
  'captchaPlacement',
  'composer',
  'maxDepth',
  'feedback',
  'headingLevel',
  'images',
  'locale',
] as const satisfies ThreadAttribute[];

/** The default values. An attribute whose default is a number is read as a number. */
export const attributeDefaults: ThreadAttributes & Record<DefaultedAttribute, unknown> = {
  sort: 'newest',
  pageSize: 25,
  maxDepth: 4,
  headingLevel: 2,
};

/** The attributes in effect, with defaults for those that are missing. */
export type EffectiveAttributes = Readonly<ThreadAttributes & Required<Pick<ThreadAttributes, DefaultedAttribute>>>;
type DefaultedAttribute = 'sort' | 'pageSize' | 'maxDepth' | 'headingLevel';

/** A removed attribute is null, and one that is not a number is NaN; both count as missing. `server=""` does not. */
export function effectiveAttributes(given: ThreadAttributes): EffectiveAttributes {
  const values = attributeNames.map((name) => [name, (given[name] || attributeDefaults[name]) ?? given[name]]);
  return Object.fromEntries(values) as EffectiveAttributes;
}
