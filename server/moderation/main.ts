import { StarlingComment } from '../../src/elements/comment/comment.js';
import { directionOf } from '../../src/i18n/direction.js';
import { fillStates } from '../../src/styles/later/fill-states.js';
import { ModerationAccount } from './elements/account.js';
import { ModerationApp } from './elements/app.js';
import { ModerationBanForm } from './elements/ban-form.js';
import { ModerationBansView } from './elements/bans-view.js';
import { ModerationBulkBar } from './elements/bulk-bar.js';
import { ModerationBulkProgress } from './elements/bulk-progress.js';
import { ModerationDateFilter } from './elements/date-filter.js';
import { ModerationDetail } from './elements/detail.js';
import { ModerationEdit } from './elements/edit.js';
import { ModerationEmptySpam } from './elements/empty-spam.js';
import { ModerationHelp } from './elements/help.js';
import { ModerationHistory } from './elements/history.js';
import { ModerationItem } from './elements/item.js';
import { ModerationLogView } from './elements/log-view.js';
import { ModerationNotice } from './elements/notice.js';
import { ModerationPerson } from './elements/person.js';
import { ModerationQueueHead } from './elements/queue-head.js';
import { ModerationQueueList } from './elements/queue-list.js';
import { ModerationQueueView } from './elements/queue-view.js';
import { ModerationReply } from './elements/reply.js';
import { ModerationSide } from './elements/side.js';
import { ModerationSignIn } from './elements/sign-in.js';
import { ModerationStatsView } from './elements/stats-view.js';
import { ModerationThreadForm } from './elements/thread-form.js';
import { ModerationThreadsView } from './elements/threads-view.js';
import { loadTexts } from './texts/texts.js';

const elements = {
  account: ModerationAccount,
  app: ModerationApp,
  'ban-form': ModerationBanForm,
  'bans-view': ModerationBansView,
  'bulk-bar': ModerationBulkBar,
  'bulk-progress': ModerationBulkProgress,
  'date-filter': ModerationDateFilter,
  detail: ModerationDetail,
  edit: ModerationEdit,
  'empty-spam': ModerationEmptySpam,
  help: ModerationHelp,
  history: ModerationHistory,
  item: ModerationItem,
  'log-view': ModerationLogView,
  notice: ModerationNotice,
  person: ModerationPerson,
  'queue-head': ModerationQueueHead,
  'queue-list': ModerationQueueList,
  'queue-view': ModerationQueueView,
  reply: ModerationReply,
  side: ModerationSide,
  'sign-in': ModerationSignIn,
  'stats-view': ModerationStatsView,
  'thread-form': ModerationThreadForm,
  'threads-view': ModerationThreadsView,
};

fillStates();
const lang = await loadTexts(navigator.languages);
Object.assign(document.documentElement, { lang, dir: directionOf(lang) });
customElements.define('starling-comment', StarlingComment);
for (const [name, element] of Object.entries(elements)) customElements.define(`moderation-${name}`, element);
document.body.append(document.createElement('moderation-app'));
