import * as z from 'zod';
import { TWITCH, viewerKey } from '../core/platform.ts';
import { BUILT_IN_FEATURES, MAX_FEATURES, MAX_REWARDS } from '../core/policy.ts';
import { MAX_FOREIGN_ID, readId } from '../core/who.ts';
import { grant, override } from './access-shapes.ts';
import { somePlatform } from './who-params.ts';
import { exportedSettings } from './settings-shapes.ts';
import { feature, featurePolicy, keptTime, knownUser, pastRole } from './shapes.ts';
import { lazy } from './lazy.ts';

/** Of the shape of an export. */
export const EXPORT_VERSION = 1;
const TOO_NEW = `only exports of version ${EXPORT_VERSION} are understood; this one is from a newer Rolecall`;

const short = lazy(() => z.string().max(200));
/** Of whom a record is: on Twitch, where it does not say. */
const exportedWho = lazy(() => ({
  platform: somePlatform().default(TWITCH),
  userId: z.string().max(MAX_FOREIGN_ID),
}));
/** Longer than any that Rolecall writes, short enough not to be a way to fill the disk. */
const text = lazy(() => z.string().max(1_000));

/** What an id is, its platform says. */
function checkId({ platform, userId }: { platform: string; userId: string }, context: z.RefinementCtx): void {
  const read = readId(userId, platform);
  const isId = platform === TWITCH ? /^\d{1,20}$/.test(userId) : 'id' in read && read.id === userId;
  if (isId) return;
  const message =
    platform === TWITCH ? "Twitch's id of a viewer: digits" : `no id of a viewer of ${platform}`;
  context.addIssue({ code: 'custom', path: ['userId'], message });
}

/** Like an override of the wire, without what depends on the moment. Ids are given anew. */
const exportedOverride = lazy(() =>
  override()
    .omit({ active: true })
    .extend({
      overrideId: z.int().optional(),
      ...exportedWho(),
      userLogin: short().nullable(),
      userDisplayName: short().nullable(),
      until: z.union([keptTime(), z.literal('stream_end')]).nullable(),
      note: text().nullable(),
      by: short(),
      setAt: keptTime(),
      endedAt: keptTime().nullable(),
      endedBy: short().nullable(),
    })
    .superRefine(checkId),
);

const exportedGrant = lazy(() =>
  grant()
    .omit({ active: true, remainingMs: true })
    .extend({
      grantId: z.int().optional(),
      ...exportedWho(),
      userLogin: short().nullable(),
      userDisplayName: short().nullable(),
      minutes: z.number().positive(),
      note: text().nullable(),
      by: short(),
      source: short(),
      redemptionId: short().nullable(),
      key: short().nullable().default(null),
      addedAt: keptTime(),
      expiresAt: keptTime(),
      endedAt: keptTime().nullable(),
      endedBy: short().nullable(),
    })
    .superRefine(checkId),
);

const exportedReward = lazy(() =>
  z.strictObject({
    rewardId: z.string().min(1).max(100),
    title: short(),
    feature: feature(),
    minutes: z.number().positive(),
    /** Made by Rolecall. */
    own: z.boolean(),
    linkedAt: keptTime(),
  }),
);

/** A line of `roles`: never read, only written. */
export const exportedRole = lazy(() => pastRole().extend(knownUser().shape));

export type ExportedOverride = z.output<ReturnType<typeof exportedOverride>>;
export type ExportedGrant = z.output<ReturnType<typeof exportedGrant>>;
export type ExportedReward = z.output<ReturnType<typeof exportedReward>>;
export type ExportedRole = z.output<ReturnType<typeof exportedRole>>;

/** The long lists of an export, an element each. */
export const EXPORT_LISTS = {
  rewards: exportedReward,
  overrides: exportedOverride,
  grants: exportedGrant,
} as const;
type ListName = keyof typeof EXPORT_LISTS;

/** More than anybody has. */
export const MAX_EXPORTED = { rewards: MAX_REWARDS, overrides: 200_000, grants: 200_000 } as const;

/** What a JSON export holds, as far as it is taken over. */
export const exportedData = lazy(() =>
  z
    .strictObject({
      rolecall: z.strictObject({
        export: z.literal(EXPORT_VERSION, TOO_NEW),
        version: short(),
        exportedAt: keptTime(),
        channel: knownUser().nullable(),
      }),
      settings: exportedSettings(),
      policy: z.record(feature(), featurePolicy()),
      rewards: z.array(exportedReward()).max(MAX_EXPORTED.rewards),
      overrides: z.array(exportedOverride()).max(MAX_EXPORTED.overrides),
      grants: z.array(exportedGrant()).max(MAX_EXPORTED.grants),
      /** Not read: they come from Twitch. */
      roles: z.unknown().optional(),
    })
    .superRefine((data, context) => {
      for (const { path, message } of contradictions(data))
        context.addIssue({ code: 'custom', path, message });
    })
    .meta({ id: 'Export' }),
);

type Data = Readonly<
  { policy: Readonly<Record<string, unknown>> } & Record<ListName, readonly ExportedRecord[]>
>;
type ExportedRecord = ExportedReward | ExportedOverride | ExportedGrant;
interface Contradiction {
  readonly path: (string | number)[];
  readonly message: string;
}

/** What no field alone shows. */
function* contradictions({ policy, ...lists }: Data): Generator<Contradiction, void> {
  for (const name of BUILT_IN_FEATURES) {
    if (!Object.hasOwn(policy, name)) yield { path: ['policy', name], message: 'missing' };
  }
  if (Object.keys(policy).length > MAX_FEATURES) {
    yield { path: ['policy'], message: `more than ${MAX_FEATURES} features` };
  }
  const repeats = new Repeats();
  for (const list of ['overrides', 'grants', 'rewards'] as const) {
    for (const [i, record] of lists[list].entries()) {
      const message = repeats.find(list, record);
      if (message !== null) yield { path: [list, i], message };
    }
  }
}

/** Sees, one record after the other, what an export may hold only once. */
export class Repeats {
  readonly #seen = new Set<string>();

  /** What is wrong with the next record of a list; null: nothing. */
  find(list: ListName, record: ExportedRecord): string | null {
    if ('rewardId' in record)
      return this.#again(`${list} ${record.rewardId}`, 'the same reward a second time');
    const { platform, userId, feature: name, endedAt } = record;
    const key = viewerKey(platform, userId);
    const inForce = 'a second one in force for the same viewer and feature';
    const isTwice = endedAt === null ? this.#again(`${list} ${key} ${name}`, inForce) : null;
    const redemption = 'redemptionId' in record ? record.redemptionId : null;
    const isPaidTwice =
      redemption === null
        ? null
        : this.#again(`redemption ${redemption}`, 'the same redemption a second time');
    return isTwice ?? isPaidTwice;
  }

  #again(key: string, message: string): string | null {
    if (this.#seen.has(key)) return message;
    this.#seen.add(key);
    return null;
  }
}
