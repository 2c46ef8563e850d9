export interface Autostart {
  isOn(): boolean;
  /** @throws Error that says why not */
  set(isOn: boolean): void;
}
export function openAutostart(
  command: readonly string[],
  platform?: NodeJS.Platform,
  env?: Readonly<Record<string, string | undefined>>,
): Autostart | null;
