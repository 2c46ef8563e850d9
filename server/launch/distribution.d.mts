export interface Distribution {
  /** What is typed to start it, options behind it. */
  readonly command: string;
  /** The page of whoever made this download that has the newest one; null: none is known. */
  readonly releases: string | null;
  /** Of the Twitch application of whoever made it. */
  readonly clientId: string | null;
}
export const DISTRIBUTION_FILE: string;
export const FROM_SOURCES: Distribution;
export function readDistribution(folder: string): Distribution;
