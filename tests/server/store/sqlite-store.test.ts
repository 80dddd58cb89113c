import { join } from 'node:path';
import { openStore } from '../../../server/src/store/open-store.js';
import { temporaryFolder } from '../support/fixture.js';
import { storeSuite } from './store-suite.js';

storeSuite(async () => openStore(`sqlite:${join(await temporaryFolder(), 'starling.db')}`));
