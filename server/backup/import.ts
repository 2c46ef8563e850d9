import { setImmediate as nextTurn } from 'node:timers/promises';
import type { GrantView, OverrideView } from '../access/exception-views.ts';
import type { AccessEntry, RewardLink } from '../access/ports.ts';
import type { Exceptions } from '../access/exceptions.ts';
import type { Adoption } from '../access/record-book.ts';
import type { Emitter } from '../core/events.ts';
import type { Policy } from '../core/policy.ts';
import { ApiError } from '../core/problem.ts';
import type { Clock } from '../core/clock.ts';
import type { User } from '../core/roles.ts';
import { slices } from '../core/slices.ts';
import { commitImport } from '../store/import-commit.ts';
import {
  changedSettings,
  DEFAULT_SETTINGS,
  type Settings,
  type SettingsValues,
} from '../store/settings-store.ts';
import type { Stores } from '../store/stores.ts';
import { type Candidates, planImport } from './import-plan.ts';

/** An override or a grant of an export; it gets a new id here. `userId` is as our records have it. */
export type ImportedOverride = Omit<OverrideView, 'id' | 'platform' | 'active'>;
export type ImportedGrant = Omit<GrantView, 'id' | 'platform' | 'active' | 'remainingMs'>;

/** What an export holds. Times are epoch ms. */
export interface ImportData {
  readonly channel: User | null;
  /** What is missing has its default. */
  readonly settings: Partial<SettingsValues>;
  readonly policy: Policy;
  readonly rewards: readonly RewardLink[];
  /** Walked over once. */
  readonly overrides: Iterable<ImportedOverride>;
  readonly grants: Iterable<ImportedGrant>;
}

export interface ImportOutcome {
  readonly settings: boolean;
  readonly policy: boolean;
  readonly rewards: number;
  readonly overrides: number;
  readonly grants: number;
  readonly redemptions: number;
  readonly skipped: readonly { what: 'overrides' | 'grants'; count: number; reason: string }[];
}

/** Told when all of it is stored and in force. */
export interface ImportEvents {
  policy: Policy;
  /** Their names. */
  settings: readonly string[];
}

/** Records looked at before the event loop gets its turn. */
const SLICE = 200;

export interface ImportDeps {
  readonly stores: Pick<Stores, 'settings' | 'access'>;
  readonly access: { readonly exceptions: Pick<Exceptions, 'alone' | 'overrides' | 'grants'> };
  readonly events: Emitter<ImportEvents>;
  readonly clock: Clock;
  /** Whose channel this is; null: nobody's yet. */
  readonly channel: () => User | null;
  readonly newImportId: () => string;
}

/**
 * Takes over what another installation exported: settings, rules, rewards, overrides and grants, all or
 * nothing. Durable when it resolves.
 * @throws ApiError if something is set up here already, or the export is of another channel
 */
export async function importData(deps: ImportDeps, data: ImportData): Promise<ImportOutcome> {
  const { stores, access } = deps;
  refuseOtherChannel(data.channel, deps.channel());
  return access.exceptions.alone(async () => {
    refuseIfInUse(deps, stores.settings.get());
    const prepared = await prepare(deps, data);
    const { entries, adoptions } = prepared;
    const { policy, rewards } = data;
    const wanted: Settings = { ...DEFAULT_SETTINGS, ...data.settings, policy, rewards };
    const settings = await commitImport(stores, deps.newImportId(), entries, (now) => {
      refuseIfInUse(deps, now); // they may have been changed while the records were written
      return wanted;
    });
    // In the tick in which the rewards count: no redemption finds a reward and not what it gave before.
    for (const adoption of adoptions) adoption.take();
    deps.events.emit('policy', settings.policy);
    deps.events.emit('settings', Object.keys(settings));
    for (const adoption of adoptions) {
      const following = adoption.follow();
      while (!following.next().done) await nextTurn();
    }
    return outcomeOf(settings, prepared);
  });
}

interface Prepared {
  readonly entries: AccessEntry[];
  /** Of all together. */
  readonly counts: Record<'overrides' | 'grants' | 'redemptions' | 'endedOverrides' | 'endedGrants', number>;
  /** What makes them count. */
  readonly adoptions: readonly Pick<Adoption<never>, 'take' | 'follow'>[];
}

/** What is worth taking over, numbered. There may be very many: everybody else gets a turn in between. */
async function prepare({ access, clock }: ImportDeps, data: ImportData): Promise<Prepared> {
  const counts = { overrides: 0, grants: 0, redemptions: 0, endedOverrides: 0, endedGrants: 0 };
  const entries: AccessEntry[] = [];
  const { overrides, grants } = access.exceptions;
  const [adoptedOverrides, adoptedGrants] = [overrides.adoption(), grants.adoption()];
  const now = clock.now();
  for (const slice of slicesOf(data)) {
    const plan = planImport(slice, now);
    for (const record of overrides.number(plan.overrides)) {
      adoptedOverrides.add(record);
      entries.push({ kind: 'override', record });
    }
    for (const record of grants.number(plan.grants)) {
      adoptedGrants.add(record);
      entries.push({ kind: 'grant', record });
    }
    counts.overrides += plan.overrides.length;
    counts.grants += plan.grants.length;
    for (const name of ['redemptions', 'endedOverrides', 'endedGrants'] as const) counts[name] += plan[name];
    await nextTurn();
  }
  return { entries, counts, adoptions: [adoptedOverrides, adoptedGrants] };
}

function* slicesOf({ overrides, grants }: ImportData): Generator<Candidates, void> {
  for (const slice of slices(overrides, SLICE)) yield { overrides: slice, grants: [] };
  for (const slice of slices(grants, SLICE)) yield { overrides: [], grants: slice };
}

function outcomeOf(settings: Settings, { counts }: Prepared): ImportOutcome {
  const changed = changedSettings(settings);
  const skipped = [
    { what: 'overrides', count: counts.endedOverrides, reason: 'They are over.' },
    { what: 'grants', count: counts.endedGrants, reason: 'Their time is over.' },
  ] as const;
  return {
    settings: changed.some((name) => name !== 'policy' && name !== 'rewards'),
    policy: changed.includes('policy'),
    rewards: settings.rewards.length,
    overrides: counts.overrides,
    grants: counts.grants - counts.redemptions,
    redemptions: counts.redemptions,
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

/** Why nothing can be imported here; null: it can. What is there must not get lost, and two truths cannot be mixed. */
export function whyNoImport({ stores, access }: ImportDeps, settings = stores.settings.get()): string | null {
  const names: Partial<Record<string, string>> = { policy: 'the rules (policy)', rewards: 'rewards' };
  const counted = (records: Iterable<unknown>, name: string): string[] => {
    const count = Array.from(records).length;
    return count > 0 ? [`${name} (${count}, with those that are over)`] : [];
  };
  const inTheWay = [
    ...changedSettings(settings).map((name) => names[name] ?? `the setting ${name}`),
    ...counted(access.exceptions.overrides.records.all(), 'overrides'),
    ...counted(access.exceptions.grants.records.all(), 'grants'),
  ];
  if (inTheWay.length === 0) return null;
  return `Nothing was imported: this Rolecall is set up already. In the way: ${inTheWay.join(', ')}. An export goes into a new installation: close Rolecall, start it with an empty folder (--data) and import before you change anything.`;
}

function refuseIfInUse(deps: ImportDeps, settings: Settings): void {
  const why = whyNoImport(deps, settings);
  if (why !== null) throw new ApiError('unavailable', why);
}
