export interface Need {
  readonly name: string;
  /** Undefined if it is missing. */
  find(): unknown;
  /** What Debian calls it. */
  readonly packages: readonly string[];
  /** How it is brought where not as a package of Debian. @returns what went wrong, if it did */
  readonly bring?: (() => string | undefined) | undefined;
  /** Without it no test is run; without another one its tests are skipped. */
  readonly required: boolean;
  /** What to tell somebody who has none. */
  readonly advice: string;
}

/** Brings a need in. @returns what went wrong, if it did */
export type Install = (need: Need, say: (line: string) => void) => string | undefined;

export const NEEDS: readonly Need[];
export function provide(
  needs?: readonly Need[],
  say?: (line: string) => void,
  install?: Install | null,
): void;
