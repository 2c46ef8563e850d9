/** One call that reached the simulator. `status` is null while it is unanswered, for ever if it never is. */
export interface LoggedRequest {
  method: string;
  /** Helix paths without `/mock`. */
  path: string;
  query: URLSearchParams;
  status: number | null;
  /** Epoch ms on the simulator's clock. */
  at: number;
  /** Which headers with secrets came along: `authorization`, `client-id`. */
  credentials?: readonly string[];
}

export interface RequestFilter {
  method?: string;
  path?: string;
  status?: number;
}

/** The last calls, bounded, and counters that are not. */
export class RequestLog {
  readonly #limit: number;
  readonly #entries: LoggedRequest[] = [];
  readonly #counts = new Map<string, number>();
  #inFlight = 0;
  /** The most calls that were ever unanswered at the same time. */
  maxInFlight = 0;

  constructor(limit = 5000) {
    this.#limit = limit;
  }

  /** Oldest first. */
  get entries(): readonly LoggedRequest[] {
    return this.#entries;
  }

  /** All calls since the start or the last `clear`. */
  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Calls that reached a path since the start or the last `clear`; not bounded by the log's size. */
  countOf(path: string): number {
    return this.#counts.get(path) ?? 0;
  }

  /** The calls still in the log that fit. */
  where(filter: RequestFilter): LoggedRequest[] {
    return this.#entries.filter(
      (entry) =>
        (filter.method === undefined || entry.method === filter.method) &&
        (filter.path === undefined || entry.path === filter.path) &&
        (filter.status === undefined || entry.status === filter.status),
    );
  }

  counts(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }

  clear(): void {
    this.#entries.length = 0;
    this.#counts.clear();
    this.maxInFlight = this.#inFlight;
  }

  begin(request: Omit<LoggedRequest, 'status'>): LoggedRequest {
    const entry: LoggedRequest = { ...request, status: null };
    this.#entries.push(entry);
    // Dropping a tenth at a time keeps the cost of a call constant.
    if (this.#entries.length > this.#limit) this.#entries.splice(0, Math.ceil(this.#limit / 10));
    this.#counts.set(entry.path, (this.#counts.get(entry.path) ?? 0) + 1);
    this.maxInFlight = Math.max(this.maxInFlight, ++this.#inFlight);
    return entry;
  }

  end(): void {
    this.#inFlight--;
  }
}
