import { isDeepStrictEqual } from 'node:util';
import { type Reason, REASONS } from '../core/decide.ts';
import type { RewardLink } from '../access/ports.ts';
import { BOT_LOGIN, DEFAULT_BOTS, MAX_BOTS } from '../core/bots.ts';
import {
  DEFAULT_POLICY,
  GRANT_MODES,
  type GrantMode,
  INTERVAL_MINUTES,
  type Policy,
  POLICY_BEFORE_BOTS,
} from '../core/policy.ts';
import { type Language, LANGUAGES } from '../core/languages.ts';
import { problemOfText } from '../core/reason-texts.ts';
import type { NewWarning, Warnings } from '../core/warnings.ts';
import type { StoreDeps } from './files/data-folder.ts';
import { openJsonFile, type JsonFile } from './files/json-file.ts';
import { asArray, asBoolean, asInteger, asOneOf, asShape, asString, orNull } from './parse.ts';
import { parsePolicy } from './parse-policy.ts';
import { parseRewards } from './parse-rewards.ts';

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
  /** Who is a chat bot, by login; `FeaturePolicy.bots` says what becomes of them. */
  readonly bots: readonly string[];
  /** Whether the page of whoever made this build is asked for a newer version. */
  readonly checkForUpdates: boolean;
  /** Sentences of the streamer's own, by reason; the others are those of `CHAT_WORDS`. */
  readonly texts: Texts;
  /** In which language the sentences for chat are. */
  readonly chatLanguage: Language;
  /** The number of the import that these settings came with, if they did; see `commitImport`. */
  readonly lastImport: string | null;
  /** A newer version that the streamer does not want to hear of again. */
  readonly skippedVersion: string | null;
  /** What the streamer had chosen, or muted, was lost by damage: nobody may use anything until it was looked at. */
  readonly areRulesUnknown: boolean;
}

/** Of this installation, and no choice. */
type Internal = 'lastImport' | 'skippedVersion' | 'areRulesUnknown';

/** As they are shown and exported: rules and rewards have actions of their own. */
export type SettingsValues = Omit<Settings, 'policy' | 'rewards' | Internal>;

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
  bots: DEFAULT_BOTS,
  checkForUpdates: false,
  texts: {},
  chatLanguage: 'en',
  lastImport: null,
  skippedVersion: null,
  areRulesUnknown: false,
};

/** Those of a folder that was in use before there was a rule for bots, and where nothing was chosen. */
const SETTINGS_BEFORE_BOTS: Settings = { ...DEFAULT_SETTINGS, policy: POLICY_BEFORE_BOTS };

const INTERNAL: readonly string[] = ['lastImport', 'skippedVersion', 'areRulesUnknown'] satisfies Internal[];

export function toSettingsValues(settings: Settings): SettingsValues {
  const {
    policy: _policy,
    rewards: _rewards,
    lastImport: _lastImport,
    skippedVersion: _skippedVersion,
    areRulesUnknown: _areRulesUnknown,
    ...values
  } = settings;
  return values;
}

/** Which settings are not those of a new installation. */
export function changedSettings(settings: Settings): (keyof Settings)[] {
  const names = Object.keys(DEFAULT_SETTINGS) as (keyof Settings)[];
  const isChosen = (name: keyof Settings): boolean =>
    [DEFAULT_SETTINGS, SETTINGS_BEFORE_BOTS].every((of) => !isDeepStrictEqual(settings[name], of[name]));
  return names.filter((name) => !INTERNAL.includes(name) && isChosen(name));
}

/** A setting that is missing has its default; one that is wrong or unknown makes the file invalid. */
export function parseSettings(value: unknown): Settings {
  const names = Object.keys(DEFAULT_SETTINGS).map((name) => `${name}?`);
  const fields = asShape(value, names, 'settings');
  const given = { ...SETTINGS_BEFORE_BOTS, ...fields } as Readonly<Record<keyof Settings, unknown>>;
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
    bots: parseBots(given.bots),
    checkForUpdates: asBoolean(given.checkForUpdates, 'checkForUpdates'),
    texts: parseTexts(texts),
    chatLanguage: asOneOf(given.chatLanguage, LANGUAGES, 'chatLanguage'),
    lastImport: orNull(given.lastImport, asString, 'lastImport'),
    skippedVersion: orNull(given.skippedVersion, asString, 'skippedVersion'),
    areRulesUnknown: asBoolean(given.areRulesUnknown, 'areRulesUnknown'),
  };
}

function parseBots(value: unknown): string[] {
  const bots = asArray(value, 'bots').map((login) => asString(login, 'bots'));
  if (bots.length > MAX_BOTS) throw new Error(`bots has more than ${MAX_BOTS} entries`);
  const wrong = bots.find((login) => !BOT_LOGIN.test(login));
  if (wrong !== undefined) throw new Error('bots has an entry that is no login in lower case');
  return bots;
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
  readonly #warnings: Warnings;
  /** Known in memory, also where it cannot be saved. */
  #areRulesUnknown = false;

  constructor(file: JsonFile<Settings>, warnings: Warnings) {
    this.#file = file;
    this.#warnings = warnings;
  }

  get(): Settings {
    const { data } = this.#file;
    return this.#areRulesUnknown && !data.areRulesUnknown ? { ...data, areRulesUnknown: true } : data;
  }

  /** Whether there ever were any. */
  get isThere(): boolean {
    return this.#file.isThere;
  }

  /**
   * Saves what is given and keeps the rest; resolves with all of it once it is durable.
   * @throws StoreError `invalid_data`, `not_saved`, `store_gone`
   */
  update({ texts = {}, ...patch }: SettingsPatch): Promise<Settings> {
    return this.#change((settings) => {
      const all = Object.entries({ ...settings.texts, ...texts });
      const kept = Object.fromEntries(all.filter(([, text]) => text !== null)) as Texts;
      return { ...settings, areRulesUnknown: false, ...patch, texts: kept };
    });
  }

  /**
   * Changes the policy from what it is at that moment; nothing is written if `change` returns the same.
   * @throws StoreError as `update`
   */
  updatePolicy(change: (policy: Policy) => Policy): Promise<Settings> {
    return this.#change((settings) => {
      const policy = change(settings.policy);
      const isSame = policy === settings.policy && !settings.areRulesUnknown;
      return isSame ? settings : { ...settings, areRulesUnknown: false, policy };
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

  /** From now on nobody may use anything, until `believe` or a save. A failure to note that is logged. */
  async doubt(): Promise<void> {
    this.#areRulesUnknown = true;
    await this.#change((now) => (now.areRulesUnknown ? now : { ...now, areRulesUnknown: true })).catch(
      () => undefined,
    );
  }

  /** The streamer goes on with the rules as they are. @throws StoreError as `update` */
  async believe(): Promise<void> {
    await this.#change((now) => (now.areRulesUnknown ? { ...now, areRulesUnknown: false } : now));
  }

  settle(): Promise<void> {
    return this.#file.settle();
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #change(change: (settings: Settings) => Settings): Promise<Settings> {
    const settings = await this.#file.update(change);
    this.#areRulesUnknown = settings.areRulesUnknown;
    if (!settings.areRulesUnknown) this.#warnings.end(RULES_UNKNOWN.code);
    return settings;
  }
}

/** What is said while nobody may use anything. */
export const RULES_UNKNOWN: NewWarning = {
  code: 'rules_unknown',
  message: 'Every feature is off until you have looked at the rules.',
  fix: 'Open the settings, see who may use what, and save. Or dismiss this to go on with the rules as they are shown.',
};

/** @throws StoreError `file_too_new`, `file_unreadable` */
export async function openSettings(deps: StoreDeps): Promise<SettingsStore> {
  const file = await openJsonFile<Settings>(deps, {
    name: 'settings',
    version: 3,
    lastUnnumbered: 1,
    // What is new is filled in when it is read.
    migrations: { 1: (data) => data, 2: (data) => data },
    defaults: deps.folder.manifest.isOfBefore ? SETTINGS_BEFORE_BOTS : DEFAULT_SETTINGS,
    parse: parseSettings,
    copy: 'now',
    isOldFine: false,
    lost: RULES_UNKNOWN,
    whenLost: () => ({ ...DEFAULT_SETTINGS, areRulesUnknown: true }),
  });
  return new SettingsStore(file, deps.folder.warnings);
}
