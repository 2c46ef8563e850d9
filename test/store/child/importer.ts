// Imports once, as soon as it is open; prints when it begins and when it is done.
import { writeSync } from 'node:fs';
import { silentLog } from '../../../server/core/log.ts';
import { commitImport } from '../../../server/store/import-commit.ts';
import { openStores } from '../../../server/store/stores.ts';
import { systemClock } from '../../../server/clock.ts';
import { imported, importedSettings } from '../imported.ts';

const [dir = ''] = process.argv.slice(2);
const stores = await openStores(dir, systemClock, silentLog);
writeSync(1, 'ready\n');
await commitImport(stores, 'import-1', imported(5_000), () => importedSettings);
writeSync(1, 'done\n');
setInterval(() => undefined, 1_000);
