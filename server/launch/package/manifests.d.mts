export interface Release {
  readonly version: string;
  /** The page that has `download/v<version>/<archive>`. */
  readonly releases: string;
  readonly archive: string;
  readonly sha256: string;
}
export function writeManifests(out: string, release: Release): void;
