// Commits until it is killed and prints what was acknowledged: `sizes` are those of the commits, in turn.
import { writeSync } from 'node:fs';
import type { Clock } from '../../../server/core/clock.ts';
import { silentLog } from '../../../server/core/log.ts';
import { NO_DETAIL, type RoleChange } from '../../../server/core/roles.ts';
import { openDataFolder } from '../../../server/store/files/data-folder.ts';
import { openRoster } from '../../../server/store/roster/open.ts';

const [dir = '', sizes = '1'] = process.argv.slice(2);
const clock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms, action) => {
    const timer = setTimeout(action, ms);
    return { cancel: () => clearTimeout(timer) };
  },
};

const folder = await openDataFolder(dir, { log: silentLog });
const store = await openRoster({ folder, clock, log: silentLog });

/** Ids say which transaction they are of: `<first id>-<n>`. */
function build(size: number): RoleChange[] {
  const first = store.roster.size;
  return Array.from({ length: size }, (_, i) => ({
    change: 'granted',
    kind: 'vips',
    user: { userId: `${first}-${i}`, userLogin: `v${first}_${i}`, userDisplayName: `V${first}_${i}` },
    detail: NO_DETAIL,
    at: 1,
    source: 'startup',
  }));
}

writeSync(1, 'ready\n');
for (;;) {
  for (const size of sizes.split(',').map(Number)) {
    const { first, total } = await store.commit(() => build(size));
    writeSync(1, `${first[0]?.user.userId} ${total}\n`);
  }
}
