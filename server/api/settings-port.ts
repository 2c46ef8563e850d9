import type { Reason } from '../core/decide.ts';
import type { GrantMode } from '../core/policy.ts';

export interface SettingsValues {
  readonly intervalMinutes: number;
  readonly lookUpDenied: boolean;
  readonly grantMode: GrantMode;
  readonly watchBans: boolean;
  readonly refundIfNeedless: boolean;
  readonly texts: Readonly<Partial<Record<Reason, string>>>;
}

/** What is to be changed; a text that is null goes back to the default. */
export interface SettingsPatch {
  readonly intervalMinutes?: number | undefined;
  readonly lookUpDenied?: boolean | undefined;
  readonly grantMode?: GrantMode | undefined;
  readonly watchBans?: boolean | undefined;
  readonly refundIfNeedless?: boolean | undefined;
  readonly texts?: Readonly<Partial<Record<Reason, string | null>>> | undefined;
}

export interface SettingsPort {
  get(): SettingsValues;
  /** Durable when it resolves. */
  set(patch: SettingsPatch): Promise<SettingsValues>;
}
