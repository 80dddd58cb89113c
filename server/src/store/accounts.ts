import type { KeyRecord, ModeratorRecord } from './moderation-records.js';

export interface AccountReads {
  /** A moderator with what is kept of their password. */
  moderator(login: string): Promise<(ModeratorRecord & { password: string }) | undefined>;
  moderators(): Promise<ModeratorRecord[]>;
  /** Whose session a token's hash names, while it lasts. */
  ofSession(token: string, now: number): Promise<ModeratorRecord | undefined>;
  keys(): Promise<KeyRecord[]>;
  /** The key of this hash, while it lasts. */
  ofKey(hash: string, now: number): Promise<KeyRecord | undefined>;
}

export interface AccountWrites {
  /** @throws ApiError `conflict` where the login is taken */
  addModerator(moderator: ModeratorRecord & { password: string }): Promise<void>;
  /** Ends their sessions too, but for `keep`. @throws ApiError `not-found` */
  setPassword(request: { login: string; password: string; keep?: string }): Promise<void>;
  /** Ends their sessions too. @throws ApiError `not-found` */
  removeModerator(login: string): Promise<void>;
  openSession(session: { token: string; login: string; expiresAt: number }): Promise<void>;
  closeSession(token: string): Promise<void>;
  /** @throws ApiError `conflict` where the name is taken */
  addKey(key: KeyRecord & { hash: string }): Promise<void>;
  /** @throws ApiError `not-found` */
  removeKey(name: string): Promise<void>;
}
