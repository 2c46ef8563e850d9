// Gives time until it is killed and prints what was acknowledged: `<redemption> <expiresAt>`.
import { writeSync } from 'node:fs';
import { Grants } from '../../../server/access/grants.ts';
import { Names } from '../../../server/access/names.ts';
import { silentLog } from '../../../server/core/log.ts';
import { Roster } from '../../../server/core/roster.ts';
import { openAccess } from '../../../server/store/access-file.ts';
import { openDataFolder } from '../../../server/store/files/data-folder.ts';
import { systemClock } from '../../../server/clock.ts';

const [dir = '', run = '0'] = process.argv.slice(2);
const folder = await openDataFolder(dir, { log: silentLog });
const grants = new Grants({
  store: await openAccess({ folder, clock: systemClock, log: silentLog }),
  clock: systemClock,
  names: new Names(new Roster()),
  mode: () => 'add',
  onChange: () => undefined,
});

writeSync(1, 'ready\n');
/** One after the other for each viewer, several viewers side by side. */
async function give(viewer: number): Promise<never> {
  for (let i = 0; ; i++) {
    const user = { userId: String(viewer), userLogin: `v${viewer}`, userDisplayName: null };
    const redemptionId = `${run}-${viewer}-${i}`;
    const what = { feature: 'tts', minutes: 1, note: null, by: 'test', source: 'redemption' };
    const { grant } = await grants.add({ ...what, user, redemptionId });
    writeSync(1, `${redemptionId} ${grant.expiresAt}\n`);
  }
}
await Promise.all([1, 2, 3].map(give));
