/** A sub-action; what else it has depends on `type`. */
export interface SubAction {
  readonly id: string;
  readonly type: number;
  readonly parentId: string | null;
  readonly enabled: boolean;
  readonly index: number;
  readonly weight: number;
  readonly subActions?: readonly SubAction[];
  readonly [field: string]: unknown;
}

export interface Action {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly triggers: readonly { readonly [field: string]: unknown }[];
  readonly subActions: readonly SubAction[];
  readonly [field: string]: unknown;
}

export interface ImportFile {
  readonly meta: { readonly [field: string]: unknown };
  readonly data: {
    readonly actions: readonly Action[];
    readonly commands: readonly { readonly [field: string]: unknown }[];
    readonly [list: string]: readonly unknown[];
  };
  readonly version: number;
  readonly exportedFrom: string;
  readonly minimumVersion: string;
}

export interface Parts {
  id(name: string): string;
  script(name: string): string;
}

export const REFERENCES: readonly string[];
export const CHECK_URL: string;
/** Where it goes, from dist/. */
export const OUTPUT: string;
export function buildImport(root: string): string[];
export function readParts(root: string): Parts;
export function importOf(parts: Parts, version: string): ImportFile;
export function unmuting(source: string): string;
export type Settings = Readonly<Record<string, string>>;
/** @throws Error if the script has no such setting */
export function withSettings(source: string, settings: Settings): string;
/** The name of each action, and the settings of GrantMinutes in it. */
export const THANKS: Readonly<Record<string, readonly [string, Settings]>>;
/** The script of each command, and its settings. */
export const MOD_COMMANDS: Readonly<Record<string, readonly [string, Settings]>>;
/** The text that Streamer.bot imports. */
export function encode(content: ImportFile): string;
