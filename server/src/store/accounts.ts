import type { KeyRecord, ModeratorRecord } from './moderation-records.js';

export interface AccountReads {
  /** A moderator, with the hash of their password. */
  moderator(login: string): Promise<(ModeratorRecord & { password: string }) | undefined>;
  moderators(): Promise<ModeratorRecord[]>;
  /** The moderator whose session has this token hash; nothing once the session has expired. */
  ofSession(token: string, now: number): Promise<ModeratorRecord | undefined>;
  keys(): Promise<KeyRecord[]>;
  /** The key with this hash; nothing once the key has expired. */
  ofKey(hash: string, now: number): Promise<KeyRecord | undefined>;
}

export interface AccountWrites {
  /** @throws ApiError `conflict` if the login is taken */
  addModerator(moderator: ModeratorRecord & { password: string }): Promise<void>;
  /** Also ends the moderator's sessions, except for the session `keep`. @throws ApiError `not-found` */
  setPassword(request: { login: string; password: string; keep?: string }): Promise<void>;
  /** Also ends the moderator's sessions. @throws ApiError `not-found` */
  removeModerator(login: string): Promise<void>;
  openSession(session: { token: string; login: string; expiresAt: number }): Promise<void>;
  closeSession(token: string): Promise<void>;
  /** @throws ApiError `conflict` if the name is taken */
  addKey(key: KeyRecord & { hash: string }): Promise<void>;
  /** @throws ApiError `not-found` */
  removeKey(name: string): Promise<void>;
}
