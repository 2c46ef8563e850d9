import { type GrantView, type OverrideView, toGrantView, toOverrideView } from '../access/exception-views.ts';
import type { RewardLink } from '../access/ports.ts';
import type { AccessService } from '../access/service.ts';
import type { Clock } from '../core/clock.ts';
import type { Policy } from '../core/policy.ts';
import type { HeldRole, User } from '../core/roles.ts';
import { mapped } from '../core/slices.ts';
import { type SettingsValues, toSettingsValues } from '../store/settings-store.ts';
import type { Stores } from '../store/stores.ts';

/** Everything, of one moment. The long parts come bit by bit, each to be read once. Times are epoch ms. */
export interface ExportData {
  readonly version: string;
  readonly exportedAt: number;
  readonly channel: User | null;
  readonly settings: SettingsValues;
  readonly policy: Policy;
  readonly rewards: readonly RewardLink[];
  /** Also those that ended, oldest first. */
  readonly overrides: Iterable<OverrideView>;
  readonly grants: Iterable<GrantView>;
  readonly roles: AsyncIterable<readonly HeldRole[]>;
}

export interface ExportDeps {
  readonly version: string;
  readonly stores: Pick<Stores, 'settings' | 'roster'>;
  readonly access: Pick<AccessService, 'exceptions' | 'names'>;
  readonly clock: Clock;
  /** Whose channel this is; null: nobody's yet. */
  readonly channel: () => User | null;
}

/** What changes while it is read does not show. No token is in any of it. */
export function exportData({ version, clock, stores, access, channel }: ExportDeps): ExportData {
  const { names, exceptions } = access;
  const { overrides, grants } = exceptions;
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
    overrides: mapped([...overrides.records.all()], (record) => toOverrideView(record, names, exportedAt)),
    grants: mapped([...grants.records.all()], (record) => toGrantView(record, names, exportedAt)),
    roles: stores.roster.allRoles(),
  };
}
