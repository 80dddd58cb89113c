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

/** Registers a backend under the name that pages use in `backend="…"`. The last one registered wins. */
export const registerBackend = (name: string, loader: BackendLoader): void => void backends.set(name, loader);

/** Registers a captcha under the name that pages use in `captcha="…"`. The last one registered wins. */
export const registerCaptcha = (name: string, loader: CaptchaLoader): void => void captchas.set(name, loader);

/** Registers the catalogue, where names are looked up that are not registered. Most pages never load its chunk. */
export const registerCatalogue = (loader: () => Promise<Catalogue>): void => void (catalogue = loader);

export const backendLoader = async (name: string): Promise<BackendLoader | undefined> =>
  backends.get(name) ?? (await catalogue())?.backends[name];

export const captchaLoader = async (name: string): Promise<CaptchaLoader | undefined> =>
  captchas.get(name) ?? (await catalogue())?.captchas[name];

export const localeLoader = async (tag: string): Promise<Catalogue['locales'][string] | undefined> =>
  (await catalogue())?.locales[tag];
