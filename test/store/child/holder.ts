// Opens a data folder, says how that went, and holds it until it is killed or told to stop.
import { silentLog } from '../../../server/core/log.ts';
import { openDataFolder } from '../../../server/store/files/data-folder.ts';
import { StoreError } from '../../../server/store/files/store-error.ts';

try {
  const folder = await openDataFolder(process.argv[2] ?? '', { log: silentLog });
  process.stdout.write(`open ${folder.path}\n`);
  process.stdin.resume();
  process.stdin.on('end', () => void folder.close());
} catch (error) {
  if (!(error instanceof StoreError)) throw error;
  process.stdout.write(`${error.code} ${error.message}\n`);
}
