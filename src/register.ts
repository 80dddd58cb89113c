import type { BackendLoader } from './backend.js';
import type { CaptchaLoader } from './captcha.js';

/** Loaders by name. */
export interface Catalogue {
  backends: Record<string, BackendLoader>;
  captchas: Record<string, CaptchaLoader>;
  /** Texts by BCP 47 tag. */
  locales: Record<string, () => Promise<Record<string, string>>>;
}

const backends = new Map<string, BackendLoader>();
const captchas = new Map<string, CaptchaLoader>();
let catalogue: () => Promise<Catalogue | undefined> = async () => undefined;

/** Makes a backend known under the name that pages give in `backend="…"`. The last one registered wins. */
export const registerBackend = (name: string, loader: BackendLoader): void => void backends.set(name, loader);

/** Makes a captcha known under the name that pages give in `captcha="…"`. The last one registered wins. */
export const registerCaptcha = (name: string, loader: CaptchaLoader): void => void captchas.set(name, loader);

/** Where names are looked up that nobody has registered: a chunk that most pages never load. */
export const registerCatalogue = (loader: () => Promise<Catalogue>): void => void (catalogue = loader);

export const backendLoader = async (name: string): Promise<BackendLoader | undefined> =>
  backends.get(name) ?? (await catalogue())?.backends[name];

export const captchaLoader = async (name: string): Promise<CaptchaLoader | undefined> =>
  captchas.get(name) ?? (await catalogue())?.captchas[name];

export const localeLoader = async (tag: string): Promise<Catalogue['locales'][string] | undefined> =>
  (await catalogue())?.locales[tag];
