import type { RateRules } from './rate-limit.ts';

export interface HttpLimits {
  readonly bodyBytes: number;
  /**
   * Of `data.import` alone, from who may import. Parsing tens of megabytes at once stops everything for a
   * moment: the streamer does that once in the life of an installation, not while anybody waits.
   */
  readonly importBytes: number;
  readonly rate: RateRules;
  readonly connections: number;
}

export const HTTP_LIMITS: HttpLimits = {
  bodyBytes: 256 * 1024,
  importBytes: 64 * 1024 * 1024,
  rate: { perSecond: 500, burst: 1000 },
  connections: 300,
};
