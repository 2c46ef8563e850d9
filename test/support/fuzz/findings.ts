interface Reply {
  readonly id?: unknown;
  readonly ok?: boolean;
  readonly error?: { readonly code?: string; readonly message?: string };
}

/** What there is over HTTP: anything else is nothing that we would say. */
const STATUSES = new Set([200, 302, 400, 401, 403, 404, 409, 429, 431, 503]);
const SHOWN = 20;

/** What came back, counted; and what must never come back. */
export class Findings {
  readonly counts = new Map<string, number>();
  readonly #wrong: string[] = [];
  #wrongCount = 0;

  get answered(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** The first ones, and how many there are. */
  get problems(): { count: number; first: readonly string[] } {
    return { count: this.#wrongCount, first: this.#wrong };
  }

  wrong(what: string, text: string): void {
    this.#wrongCount++;
    if (this.#wrong.length < SHOWN) this.#wrong.push(`${what}: ${text}`);
  }

  /** @param asked where the question is among */
  onReply(text: string, asked: readonly string[]): void {
    const { id, ok, error } = JSON.parse(text) as Reply;
    const code = ok === true ? 'ok' : (error?.code ?? 'none');
    this.#count(code);
    if (code !== 'internal_error' && code !== 'none') return;
    const question = asked.find((frame) => frame.includes(`"id":${JSON.stringify(id)}`));
    this.wrong(code, `${question ?? JSON.stringify(id)} -> ${text}`);
  }

  onHttp(status: number, body: string, asked: string): void {
    this.#count(`HTTP ${status}`);
    if (!STATUSES.has(status) || body.includes('"code":"internal_error"'))
      this.wrong(`HTTP ${status}`, `${asked} -> ${body}`);
  }

  #count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }
}
