export { createNodeHandler as createHandler, type NodeHandlerOptions as HandlerOptions } from './cli/node-handler.js';
export { defaultPageMemory, type Fallback, type Handler } from './handler.js';
export { resolveSites, type SiteOptions } from './site-options.js';
export type { Logger } from './logger.js';
export { serve, type RunningServer, type ServeOptions } from './cli/serve.js';
export { folderAssets, type Assets, type AssetsOptions } from './http/assets/folder-assets.js';
export { openSmtp } from './mail/open-smtp.js';
export { mailCarriers, type MailCarriersOptions } from './mail/mail-carriers.js';
export type { Mail, SendMail } from './mail/mail.js';
export { Undeliverable, type Carrier, type Carriers } from './outbox/carrier.js';
export { happenedCarrier } from './outbox/happened-carrier.js';
export { runOutbox, type OutboxOptions, type RunningOutbox } from './outbox/run-outbox.js';
export { openStore } from './store/open-store.js';
export type { Store } from './store/store.js';
export { StoreUnavailable } from './store-unavailable.js';
export { altcha, type AltchaOptions } from './captcha/altcha.js';
export { recaptcha, type RecaptchaOptions } from './captcha/recaptcha.js';
export { hcaptcha, type HcaptchaOptions } from './captcha/hcaptcha.js';
export { turnstile, type TurnstileOptions } from './captcha/turnstile.js';
export { friendly, type FriendlyOptions } from './captcha/friendly.js';
export { cap, type CapOptions } from './captcha/cap.js';
export type { CaptchaVerifier, Verdict, VerifyRequest } from './captcha/verifier.js';
export {
  defaultRateLimits,
  createRateLimiter,
  type RateLimit,
  type RateLimiter,
  type RateLimits,
} from './service/rate-limits.js';
export { moderationModes, type ModerationMode } from './service/settings.js';
export { ApiError } from './api-error.js';
