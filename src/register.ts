import type { BackendLoader } from './backend.js';
import type { CaptchaLoader } from './captcha.js';

const backends = new Map<string, BackendLoader>();
const captchas = new Map<string, CaptchaLoader>();

/** Makes a backend known under the name that pages give in `backend="…"`. The last one registered wins. */
export const registerBackend = (name: string, loader: BackendLoader): void => void backends.set(name, loader);

/** Makes a captcha known under the name that pages give in `captcha="…"`. The last one registered wins. */
export const registerCaptcha = (name: string, loader: CaptchaLoader): void => void captchas.set(name, loader);

export const backendLoader = (name: string): BackendLoader | undefined => backends.get(name);
export const captchaLoader = (name: string): CaptchaLoader | undefined => captchas.get(name);
