import type { AccessSystem } from '../access/service.ts';
import { toGrantFacts, toOverrideFacts } from '../access/facts.ts';
import type { ExportFacts } from '../api/data-ports.ts';
import type { SettingsValues } from '../api/settings-port.ts';
import type { Clock } from '../core/clock.ts';
import type { User } from '../core/roles.ts';
import type { Settings } from '../store/settings-store.ts';
import type { Stores } from '../store/stores.ts';

export interface ExportParts {
  readonly version: string;
  readonly clock: Clock;
  readonly stores: Pick<Stores, 'settings' | 'roster'>;
  readonly access: Pick<AccessSystem, 'overrides' | 'grants' | 'names'>;
  readonly channel: () => User | null;
}

/** The settings as the wire shows them: rules and rewards have actions of their own. */
export function toSettingsValues(settings: Settings): SettingsValues {
  const { policy: _policy, rewards: _rewards, lastImport: _lastImport, ...values } = settings;
  return values;
}

/** Everything, of this moment: what changes while it is read does not show. No token is in any of it. */
export function exportFacts({ version, clock, stores, access, channel }: ExportParts): ExportFacts {
  const { overrides, grants, names } = access;
  const exportedAt = clock.now();
  const settings = stores.settings.get();
  const known = channel();
  return {
    version,
    exportedAt,
    channel: known && {
      userId: known.userId,
      userLogin: known.userLogin,
      userDisplayName: known.userDisplayName,
    },
    settings: toSettingsValues(settings),
    policy: settings.policy,
    rewards: settings.rewards,
    overrides: mapped([...overrides.all()], (record) => toOverrideFacts(record, names, exportedAt)),
    grants: mapped([...grants.all()], (record) => toGrantFacts(record, names, exportedAt)),
    roles: stores.roster.allRoles(),
  };
}

/** One at a time, when asked for: there may be very many. */
function* mapped<T, R>(items: readonly T[], map: (item: T) => R): Generator<R, void, undefined> {
  for (const item of items) yield map(item);
}
