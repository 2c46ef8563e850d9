import type { EventData } from '../../../integrations/client/index.ts';

export type Decision = EventData<'access.decided'>;

/** How many are kept and shown. */
export const MAX_SHOWN = 200;

export interface DecisionFilter {
  readonly allowed: boolean | null;
  readonly feature: string | null;
}

/** A decision, and when the server that made it started: its ids begin at 1 each time. */
export interface LoggedDecision extends Decision {
  readonly since: string;
}

function fits({ allowed, feature }: DecisionFilter, decision: Decision): boolean {
  return (
    (allowed ?? decision.allowed) === decision.allowed && (feature ?? decision.feature) === decision.feature
  );
}

/**
 * The newest decisions that match a filter, newest first, at most `MAX_SHOWN`, and those that wait to be
 * shown. Pure.
 */
export class DecisionLog {
  shown: readonly LoggedDecision[] = [];
  /** How many came since, including those that were dropped. */
  waiting = 0;
  filter: DecisionFilter = { allowed: null, feature: null };
  #incoming: Decision[] = [];
  #since = '';

  add(decision: Decision): void {
    if (!fits(this.filter, decision)) return;
    this.waiting++;
    this.#incoming.push(decision);
    // Not at every decision, because that would copy the list each time.
    if (this.#incoming.length > 2 * MAX_SHOWN) this.#incoming = this.#incoming.slice(-MAX_SHOWN);
  }

  /** Puts the waiting decisions on top. */
  show(): void {
    this.#put(this.#incoming.reverse());
    this.#incoming = [];
    this.waiting = 0;
  }

  /** @param newest what the server remembers since its start, newest first */
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
