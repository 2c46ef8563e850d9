export interface Entry {
  /** What it is called in the archive, with `/`. */
  readonly path: string;
  readonly file: string;
  readonly isProgram: boolean;
}
export function writeZip(entries: readonly Entry[], out: string): Promise<void>;
export function writeTar(entries: readonly Entry[], folder: string, out: string): Promise<void>;
export function sha256(file: string): Promise<string>;
