import type { ConnectionLimits } from './connections.ts';
import type { RateRules } from './rate-limit.ts';

export interface HttpLimits extends ConnectionLimits {
  readonly bodyBytes: number;
  /** Of `data.import` alone, from who may import. */
  readonly importBytes: number;
  /** From the first byte of a request to the last of its headers. */
  readonly headersMs: number;
  /** So long a body may take, once the headers are there. */
  readonly bodyMs: number;
  /** The same of `data.import`, from who may import: over a slow radio link it takes a while. */
  readonly importMs: number;
  readonly rate: RateRules;
  /** Of a connection that has shown no token, where one is needed: enough for a page and its files. */
  readonly strangerRate: RateRules;
}

export const HTTP_LIMITS: HttpLimits = {
  bodyBytes: 256 * 1024,
  importBytes: 64 * 1024 * 1024,
  headersMs: 10_000,
  bodyMs: 10_000,
  importMs: 120_000,
  rate: { perSecond: 500, burst: 1000 },
  strangerRate: { perSecond: 20, burst: 40 },
  connections: 300,
  strangers: 16,
  graceMs: 250,
  allStrangers: 700,
};
