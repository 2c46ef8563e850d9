import type { SettingsPatch, SettingsValues } from '../store/settings-store.ts';

/** The process that Rolecall is, and the computer that it runs on. */
export interface HostProcess {
  /** Ends it, in order. */
  quit(): void;
  /** The last lines of the log on disk, oldest first. */
  lastLog(count: number): readonly string[];
  /** Deletes the log on disk. */
  clearLog(): void;
  /** Whether it starts when the user logs in to the computer; null: nothing known does that here. */
  autostart(): Promise<{ isOn(): boolean; set(isOn: boolean): void } | null>;
}

/** What concerns the whole process. What changes something is durable when it resolves. @throws Problem */
export interface AppService {
  readonly version: string;
  readonly build: string;
  readonly isDemo: boolean;
  /** null: Rolecall is a part of another program. */
  readonly host: HostProcess | null;
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
