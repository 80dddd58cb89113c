import { doctorsSignature } from '../../http/arrived.js';
import { resolveSites } from '../../site-options.js';
import type { Store } from '../../store/store.js';
import { handlerSettings } from '../handler-settings.js';
import { OptionError } from '../option-error.js';
import type { ServeArguments } from '../options.js';
import { isMissing, openExisting } from '../with-store.js';
import { good, mend, reasonOf, type Finding } from './finding.js';
import { checkClock, checkDisk } from './machine.js';
import { checkOrigins, checkPublicUrl } from './reach.js';
import { checkCaptchas, checkMail, checkOutbox, checkWebhooks } from './services.js';

/**
 * Checks everything that a server with these options needs. Changes nothing that the server itself would not change.
 */
export const examine = async (options: ServeArguments): Promise<Finding[]> => {
  const findings: Finding[] = [];
  const store = await openExisting(options).catch((error: unknown) => {
    // A wrong path is a wrong option, of the doctor too; anything else is a finding.
    if (!(error instanceof OptionError) || isMissing(options)) throw error;
    findings.push(mend('database', reasonOf(error), 'Without it nothing works.'));
    return undefined;
  });
  try {
    if (store) findings.push(...(await checkStore(store)));
    findings.push(...(await checkDisk(options.database).catch((error: unknown) => [notKnown('disk', error)])));
    const secret = options.secret ?? (await store?.secret()) ?? 'none';
    const sites = resolveSites(handlerSettings(options, secret));
    const { findings: origins, dates } = await checkOrigins(sites.origins);
    findings.push(
      ...origins,
      ...(await checkPublicUrl(options, sites.origins, () => doctorsSignature(secret, Date.now()))),
      ...checkClock(dates),
      await checkMail(options.smtp),
      ...(await checkWebhooks(sites)),
      ...(await checkCaptchas(sites)),
    );
  } finally {
    await store?.close();
  }
  return findings;
};

const checkStore = async (store: Store): Promise<Finding[]> => {
  try {
    await store.ping();
    // A purge is a write, even if there is nothing to delete.
    await store.purge(Date.now());
    const counts = await store.read(({ outbox }) => outbox.counts('all'));
    return [
      good('database', 'It can be read and written'),
      good('migrations', 'All are done'),
      checkOutbox(counts, Date.now()),
    ];
  } catch (error) {
    return [
      mend('database', `It can not be written: ${reasonOf(error)}`, 'See to its disk, its rights and its locks.'),
    ];
  }
};

const notKnown = (about: string, error: unknown): Finding =>
  mend(about, reasonOf(error), 'See whether the folder of the database is there.');
