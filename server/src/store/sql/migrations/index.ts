import type { Migrations } from '../migrate.js';
import * as first from './0001-first.js';
import * as plainNames from './0002-plain-names.js';
import * as pins from './0003-pins.js';
import * as recent from './0004-recent.js';
import * as states from './0005-states.js';
import * as moderators from './0006-moderators.js';
import * as importedIds from './0007-imported-ids.js';
import * as unlisted from './0008-unlisted.js';
import * as moderation from './0009-moderation.js';
import * as identities from './0011-identities.js';
import * as signIn from './0012-sign-in.js';
import * as outbox from './0013-outbox.js';
import * as subscriptions from './0014-subscriptions.js';
import * as events from './0015-events.js';
import * as fewerIndexes from './0019-fewer-indexes.js';
import * as spam from './0020-spam.js';
import * as networks from './0022-networks.js';
import * as people from './0023-people.js';

/** In fixed order: a migration that has been released is never changed, only followed by another. */
const migrations: Migrations = {
  '0001-first': first,
  '0002-plain-names': plainNames,
  '0003-pins': pins,
  '0004-recent': recent,
  '0005-states': states,
  '0006-moderators': moderators,
  '0007-imported-ids': importedIds,
  '0008-unlisted': unlisted,
  '0009-moderation': moderation,
  '0011-identities': identities,
  '0012-sign-in': signIn,
  '0013-outbox': outbox,
  '0014-subscriptions': subscriptions,
  '0015-events': events,
  '0019-fewer-indexes': fewerIndexes,
  '0020-spam': spam,
  '0022-networks': networks,
  '0023-people': people,
};

/** Adds the migrations that only one database needs, such as those of its search index, in the order of their names. */
export const migrationsWith = (own: Migrations): Migrations => ({ ...migrations, ...own });
