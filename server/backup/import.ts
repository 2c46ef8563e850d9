import type { AccessSystem } from '../access/service.ts';
import type { AccessEntry } from '../access/ports.ts';
import { type ImportPlan, planImport } from './import-plan.ts';
import type { ImportFacts, ImportOutcome } from '../api/data-ports.ts';
import { ApiError } from '../core/problem.ts';
import type { Clock } from '../core/clock.ts';
import type { User } from '../core/roles.ts';
import { commitImport } from '../store/import-commit.ts';
import { changedSettings, DEFAULT_SETTINGS, type Settings } from '../store/settings-store.ts';
import type { Stores } from '../store/stores.ts';

export interface DataImportParts {
  readonly stores: Pick<Stores, 'settings' | 'access'>;
  readonly access: Pick<AccessSystem, 'alone' | 'overrides' | 'grants'>;
  readonly clock: Clock;
  readonly channel: () => User | null;
  readonly newImportId: () => string;
  /** All of it is stored and in force. */
  readonly onImported: (settings: Settings) => void;
}

/**
 * Takes over what another installation exported: settings, rules, rewards, overrides and grants, all or
 * nothing. Durable when it resolves.
 * @throws ApiError if something is set up here already, or the export is of another channel
 */
export async function importData(parts: DataImportParts, facts: ImportFacts): Promise<ImportOutcome> {
  const { stores, access } = parts;
  refuseOtherChannel(facts.channel, parts.channel());
  return access.alone(async () => {
    refuseIfInUse(parts, stores.settings.get());
    const plan = planImport(facts, parts.clock.now());
    const overrides = access.overrides.number(plan.overrides);
    const grants = access.grants.number(plan.grants);
    const entries: AccessEntry[] = [
      ...overrides.map((record) => ({ kind: 'override', record }) as const),
      ...grants.map((record) => ({ kind: 'grant', record }) as const),
    ];
    const { policy, rewards } = facts;
    const wanted: Settings = { ...DEFAULT_SETTINGS, ...facts.settings, policy, rewards };
    const settings = await commitImport(stores, parts.newImportId(), entries, (now) => {
      refuseIfInUse(parts, now); // they may have been changed while the records were written
      return wanted;
    });
    // In the tick in which the rewards count: no redemption finds a reward and not what it gave before.
    access.overrides.adopt(overrides);
    access.grants.adopt(grants);
    parts.onImported(settings);
    return outcomeOf(settings, plan);
  });
}

function outcomeOf(settings: Settings, plan: ImportPlan): ImportOutcome {
  const changed = changedSettings(settings);
  const skipped = [
    { what: 'overrides', count: plan.endedOverrides, reason: 'They are over.' },
    { what: 'grants', count: plan.endedGrants, reason: 'Their time is over.' },
  ] as const;
  return {
    settings: changed.some((name) => name !== 'policy' && name !== 'rewards'),
    policy: changed.includes('policy'),
    rewards: settings.rewards.length,
    overrides: plan.overrides.length,
    grants: plan.grants.length - plan.redemptions,
    redemptions: plan.redemptions,
    skipped: skipped.filter(({ count }) => count > 0),
  };
}

function refuseOtherChannel(theirs: User | null, ours: User | null): void {
  if (!theirs || !ours || theirs.userId === ours.userId) return;
  throw new ApiError(
    'invalid_params',
    `data.rolecall.channel: this is an export of the channel "${theirs.userLogin}", and this Rolecall belongs to "${ours.userLogin}". Nothing was imported.`,
  );
}

/** What is there must not get lost, and two truths cannot be mixed. */
function refuseIfInUse({ access }: DataImportParts, settings: Settings): void {
  const names: Partial<Record<string, string>> = { policy: 'the rules (policy)', rewards: 'rewards' };
  const counted = (records: Iterable<unknown>, name: string): string[] => {
    const count = Array.from(records).length;
    return count > 0 ? [`${name} (${count}, with those that are over)`] : [];
  };
  const inTheWay = [
    ...changedSettings(settings).map((name) => names[name] ?? `the setting ${name}`),
    ...counted(access.overrides.all(), 'overrides'),
    ...counted(access.grants.all(), 'grants'),
  ];
  if (inTheWay.length === 0) return;
  throw new ApiError(
    'unavailable',
    `Nothing was imported: this Rolecall is set up already. In the way: ${inTheWay.join(', ')}. An export goes into a new installation: close Rolecall, start it with an empty folder (--data) and import before you change anything.`,
  );
}
