import { isDeepStrictEqual } from 'node:util';
import { type Reason, REASONS } from '../core/decide.ts';
import type { RewardLink } from '../access/ports.ts';
import {
  DEFAULT_POLICY,
  GRANT_MODES,
  type GrantMode,
  INTERVAL_MINUTES,
  type Policy,
} from '../core/policy.ts';
import { problemOfText } from '../core/reason-texts.ts';
import type { StoreParts } from './files/data-folder.ts';
import { openJsonFile, type JsonFile } from './files/json-file.ts';
import { asBoolean, asInteger, asOneOf, asShape, asString, orNull } from './parse.ts';
import { parsePolicy } from './parse-policy.ts';
import { parseRewards } from './parse-rewards.ts';
import { StoreError, type StoreNotice } from './files/store-error.ts';

/** What the streamer chose. */
export interface Settings {
  /** Minutes between background syncs, 5 to 240. */
  readonly intervalMinutes: number;
  /** Whether a denied viewer is looked up at Twitch at once. */
  readonly lookUpDenied: boolean;
  readonly policy: Policy;
  readonly grantMode: GrantMode;
  /** Whether a banned viewer is denied meanwhile. */
  readonly watchBans: boolean;
  /** Which channel point reward gives what. */
  readonly rewards: readonly RewardLink[];
  /** Whether somebody who has access for ever gets the points back. */
  readonly refundIfNeedless: boolean;
  /** Sentences of the streamer's own, by reason; the others are those of `REASON_TEXTS`. */
  readonly texts: Texts;
  /** The number of the import that these settings came with, if they did; see `commitImport`. */
  readonly lastImport: string | null;
}

/** As they are shown and exported: rules and rewards have actions of their own. */
export type SettingsValues = Omit<Settings, 'policy' | 'rewards' | 'lastImport'>;

export type Texts = Readonly<Partial<Record<Reason, string>>>;

/** What is to be saved. A text that is null goes back to the default. */
export type SettingsPatch = Partial<Omit<Settings, 'texts'>> & {
  readonly texts?: Readonly<Partial<Record<Reason, string | null>>>;
};

export const DEFAULT_SETTINGS: Settings = {
  intervalMinutes: 30,
  lookUpDenied: false,
  policy: DEFAULT_POLICY,
  grantMode: 'add',
  watchBans: false,
  rewards: [],
  refundIfNeedless: true,
  texts: {},
  lastImport: null,
};

export function toSettingsValues(settings: Settings): SettingsValues {
  const { policy: _policy, rewards: _rewards, lastImport: _lastImport, ...values } = settings;
  return values;
}

/** Which settings are not those of a new installation. */
export function changedSettings(settings: Settings): (keyof Settings)[] {
  const names = Object.keys(DEFAULT_SETTINGS) as (keyof Settings)[];
  return names.filter(
    (name) => name !== 'lastImport' && !isDeepStrictEqual(settings[name], DEFAULT_SETTINGS[name]),
  );
}

/** A setting that is missing has its default; one that is wrong or unknown makes the file invalid. */
export function parseSettings(value: unknown): Settings {
  const names = Object.keys(DEFAULT_SETTINGS).map((name) => `${name}?`);
  const fields = asShape(value, names, 'settings');
  const given = { ...DEFAULT_SETTINGS, ...fields } as Readonly<Record<keyof Settings, unknown>>;
  const { intervalMinutes, lookUpDenied, policy, grantMode, texts } = given;
  return {
    intervalMinutes: asInteger(
      intervalMinutes,
      'intervalMinutes',
      INTERVAL_MINUTES.min,
      INTERVAL_MINUTES.max,
    ),
    lookUpDenied: asBoolean(lookUpDenied, 'lookUpDenied'),
    policy: parsePolicy(policy),
    grantMode: asOneOf(grantMode, GRANT_MODES, 'grantMode'),
    watchBans: asBoolean(given.watchBans, 'watchBans'),
    rewards: parseRewards(given.rewards),
    refundIfNeedless: asBoolean(given.refundIfNeedless, 'refundIfNeedless'),
    texts: parseTexts(texts),
    lastImport: orNull(given.lastImport, asString, 'lastImport'),
  };
}

function parseTexts(value: unknown): Texts {
  const names = REASONS.map((reason) => `${reason}?`);
  const texts = Object.entries(asShape(value, names, 'texts')).map(([reason, text]) => {
    const problem = problemOfText(asString(text, `texts.${reason}`));
    if (problem !== null) throw new Error(`texts.${reason}: ${problem}`);
    return [reason, text] as const;
  });
  return Object.fromEntries(texts);
}

/** `settings.json`: settings and policy. */
export class SettingsStore {
  readonly #file: JsonFile<Settings>;

  constructor(file: JsonFile<Settings>) {
    this.#file = file;
  }

  get notices(): readonly StoreNotice[] {
    return this.#file.notices;
  }

  get(): Settings {
    return this.#file.data;
  }

  /**
   * Saves what is given and keeps the rest; resolves with all of it once it is durable.
   * @throws StoreError `invalid_data`, `not_saved`
   */
  update({ texts = {}, ...patch }: SettingsPatch): Promise<Settings> {
    return this.#change((settings) => {
      const all = Object.entries({ ...settings.texts, ...texts });
      const kept = Object.fromEntries(all.filter(([, text]) => text !== null)) as Texts;
      return { ...settings, ...patch, texts: kept };
    });
  }

  /**
   * Changes the policy from what it is at that moment; nothing is written if `change` returns the same.
   * @throws StoreError as `update`
   */
  updatePolicy(change: (policy: Policy) => Policy): Promise<Settings> {
    return this.#change((settings) => {
      const policy = change(settings.policy);
      return policy === settings.policy ? settings : { ...settings, policy };
    });
  }

  /** Changes which reward gives what, from what it is at that moment. @throws StoreError as `update` */
  updateRewards(change: (rewards: readonly RewardLink[]) => readonly RewardLink[]): Promise<Settings> {
    return this.#change((settings) => ({ ...settings, rewards: change(settings.rewards) }));
  }

  /** Changes all of it at once, from what it is at that moment. @throws StoreError as `update` */
  replace(change: (settings: Settings) => Settings): Promise<Settings> {
    return this.#change(change);
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  #change(change: (settings: Settings) => Settings): Promise<Settings> {
    return this.#file.update((settings) => {
      const next = change(settings);
      if (next === settings) return settings;
      try {
        return parseSettings(next);
      } catch (error) {
        throw new StoreError('invalid_data', `Not saved: ${(error as Error).message}.`, null, error);
      }
    });
  }
}

/** @throws StoreError `file_too_new`, `file_unreadable` */
export async function openSettings(parts: StoreParts): Promise<SettingsStore> {
  const file = await openJsonFile<Settings>(parts, {
    name: 'settings',
    version: 1,
    defaults: DEFAULT_SETTINGS,
    parse: parseSettings,
  });
  return new SettingsStore(file);
}
