import type { EventData } from '../../../integrations/client/index.ts';

export type Decision = EventData<'access.decided'>;

/** So many are kept and shown. */
export const MAX_SHOWN = 200;

export interface DecisionFilter {
  readonly allowed: boolean | null;
  readonly feature: string | null;
}

/** A decision and the run of the server that made it: ids begin at 1 in each. */
export interface LoggedDecision extends Decision {
  readonly since: string;
}

export function fits({ allowed, feature }: DecisionFilter, decision: Decision): boolean {
  return (
    (allowed ?? decision.allowed) === decision.allowed && (feature ?? decision.feature) === decision.feature
  );
}

/**
 * The newest decisions that fit a filter, newest first, never more than `MAX_SHOWN`; and those that came
 * since they were last shown. Pure.
 */
export class DecisionLog {
  shown: readonly LoggedDecision[] = [];
  /** How many came since, kept or not. */
  waiting = 0;
  filter: DecisionFilter = { allowed: null, feature: null };
  #incoming: Decision[] = [];
  #since = '';

  add(decision: Decision): void {
    if (!fits(this.filter, decision)) return;
    this.waiting++;
    this.#incoming.push(decision);
    // Not at every decision: moving 200 costs more than keeping 200 too many.
    if (this.#incoming.length > 2 * MAX_SHOWN) this.#incoming = this.#incoming.slice(-MAX_SHOWN);
  }

  /** What came since goes on top. */
  show(): void {
    this.#put(this.#incoming.reverse());
    this.#incoming = [];
    this.waiting = 0;
  }

  /** @param newest what the server remembers, newest first; of an earlier run it remembers nothing */
  restore(newest: readonly Decision[], since: string): void {
    this.#since = since;
    const last = newest[0]?.decisionId ?? 0;
    this.#incoming = this.#incoming.filter(({ decisionId }) => decisionId > last);
    this.shown = this.shown.filter((decision) => decision.since !== since);
    this.#put(newest);
    this.show();
  }

  /** Empty until `restore`. */
  setFilter(filter: DecisionFilter): void {
    this.filter = filter;
    this.shown = this.shown.filter((decision) => fits(filter, decision));
    this.#incoming = this.#incoming.filter((decision) => fits(filter, decision));
    this.waiting = this.#incoming.length;
  }

  #put(newest: readonly Decision[]): void {
    const since = this.#since;
    const fresh = newest.slice(0, MAX_SHOWN).map((decision) => ({ ...decision, since }));
    if (fresh.length > 0) this.shown = [...fresh, ...this.shown].slice(0, MAX_SHOWN);
  }
}
