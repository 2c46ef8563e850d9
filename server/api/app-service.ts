import type { SettingsPatch, SettingsValues } from '../store/settings-store.ts';

/** What concerns the whole process. What changes something is durable when it resolves. @throws Problem */
export interface AppService {
  readonly version: string;
  readonly build: string;
  readonly isDemo: boolean;
  uptimeMs(): number;
  settings(): SettingsValues;
  /** What is undefined stays as it is. */
  changeSettings(patch: {
    readonly [N in keyof SettingsPatch]: SettingsPatch[N] | undefined;
  }): Promise<SettingsValues>;
  /** The streamer has read it, and goes on. @returns whether there was such a warning */
  dismissWarning(code: string): Promise<boolean>;
  /** Brings back what waits for the streamer's word. @returns how much */
  restoreAfter(code: string): Promise<number>;
  /** Deletes all that was synced. @returns how many viewers were known */
  deleteData(): Promise<number>;
}
