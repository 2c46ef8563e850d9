import { isAllowReason, type Reason } from '../core/decide.ts';
import type { AccessAnswer } from './check.ts';

/** How many are remembered. */
export const MAX_DECISIONS = 300;

/** An answer that was given. `at` is epoch ms; ids count up from 1 in every run. */
export interface DecisionRecord {
  readonly id: number;
  readonly at: number;
  readonly platform: string;
  /** Whether the check started the cooldowns, if it was a yes. */
  readonly consume: boolean;
  readonly answer: AccessAnswer;
}

export interface DecisionFilter {
  readonly feature?: string | undefined;
  readonly allowed?: boolean | undefined;
}

/** The last answers, in memory only, and how often each reason was given since the start. */
export class Decisions {
  /** What is counted was answered since then. */
  readonly since: number;
  /** Round and round: the id says where. */
  readonly #last: DecisionRecord[] = [];
  readonly #counts = new Map<string, Map<Reason, number>>();
  readonly #onDecided: (decision: DecisionRecord) => void;
  #lastId = 0;

  /** @param since epoch ms */
  constructor(since: number, onDecided: (decision: DecisionRecord) => void) {
    this.since = since;
    this.#onDecided = onDecided;
  }

  add(at: number, platform: string, consume: boolean, answer: AccessAnswer): void {
    const decision = { id: ++this.#lastId, at, platform, consume, answer };
    this.#last[decision.id % MAX_DECISIONS] = decision;
    this.#count(answer.feature, answer.reason);
    this.#onDecided(decision);
  }

  /** Newest first. @param beforeId null: from the newest on */
  *newest(filter: DecisionFilter, beforeId: number | null): Generator<DecisionRecord, void, undefined> {
    const from = Math.min(this.#lastId, (beforeId ?? Infinity) - 1);
    for (let id = from; id > Math.max(0, this.#lastId - MAX_DECISIONS); id--) {
      const decision = this.#last[id % MAX_DECISIONS];
      if (decision && fits(filter, decision.answer.feature, decision.answer.reason)) yield decision;
    }
  }

  /** How often each reason was given since the start; those that were not are left out. */
  counts(filter: DecisionFilter): Partial<Record<Reason, number>> {
    const sums: Partial<Record<Reason, number>> = {};
    for (const [feature, byReason] of this.#counts) {
      for (const [reason, count] of byReason) {
        if (fits(filter, feature, reason)) sums[reason] = (sums[reason] ?? 0) + count;
      }
    }
    return sums;
  }

  forget(): void {
    this.#last.length = 0;
    this.#counts.clear();
  }

  #count(feature: string, reason: Reason): void {
    let byReason = this.#counts.get(feature);
    if (!byReason) this.#counts.set(feature, (byReason = new Map<Reason, number>()));
    byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
  }
}

function fits(filter: DecisionFilter, feature: string, reason: Reason): boolean {
  if (filter.feature !== undefined && filter.feature !== feature) return false;
  return filter.allowed === undefined || filter.allowed === isAllowReason(reason);
}
