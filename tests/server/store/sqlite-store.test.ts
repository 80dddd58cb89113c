import { openStore } from '../../../server/src/store/open-store.js';
import { newDatabase } from '../support/new-database.js';
import { storeSuite } from './store-suite.js';

storeSuite(async () => openStore(await newDatabase()));
