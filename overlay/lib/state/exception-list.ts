import type { Exception } from '../format/exceptions.ts';
import type { Stop } from './controller.ts';
import { ExceptionPages } from './exception-pages.ts';
import { LiveController, orNull } from './live-controller.ts';

const PAGE = 500;
/** With more changes at once, reading anew is less work than following each. */
const MANY = 100;

type Change = readonly [change: string, item: Exception];

/** Everybody who is allowed, muted, or has time left, read as far as it is scrolled to, and kept up to date. */
export class ExceptionList extends LiveController {
  items: readonly Exception[] = [];
  /** The server has answered. */
  isRead = false;
  /** There are more than `items`. */
  hasMore = false;
  #pages = new ExceptionPages();
  #last = 0;
  #isReading = false;

  /** The last row that can be seen. */
  setVisible(last: number): void {
    this.#last = last;
    void this.#fill();
  }

  protected override subscribe(): Stop[] {
    return [
      this.client.on('overrides.changed', ({ changes, total }) => {
        const each = changes.map(({ change, override: of }): Change => [change, { kind: 'override', of }]);
        this.#follow(each, total);
      }),
      this.client.on('grants.changed', ({ changes, total }) => {
        const each = changes.map(({ change, grant: of }): Change => [change, { kind: 'grant', of }]);
        this.#follow(each, total);
      }),
    ];
  }

  protected override async read(): Promise<void> {
    this.#pages = new ExceptionPages();
    await this.#fill();
  }

  #follow(changes: readonly Change[], total: number): void {
    if (total > changes.length || changes.length > MANY) return void this.read();
    for (const [change, item] of changes) {
      if (change === 'set' || change === 'added') this.#pages.put(item);
      else this.#pages.remove(item);
    }
    this.#show();
  }

  async #fill(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    while (this.client.state === 'open' && (await this.#step()));
    this.#isReading = false;
  }

  /** @returns whether something may be left to read */
  async #step(): Promise<boolean> {
    const pages = this.#pages;
    const { short } = pages;
    if (!short || pages.items.length > this.#last + 1) return false;
    const params = { limit: PAGE, ...(short.cursor === '' ? {} : { cursor: short.cursor }) };
    const answer = await orNull(this.#ask(short.kind, params));
    if (pages !== this.#pages) return true; // it is read anew
    if (!answer) return false;
    pages.append(short.kind, answer.items, answer.cursor);
    this.#show();
    return true;
  }

  async #ask(kind: Exception['kind'], params: { readonly limit: number; readonly cursor?: string }) {
    if (kind === 'grant') {
      const { items, cursor } = await this.client.call('grants.list', params);
      return { items: items.map((of): Exception => ({ kind, of })), cursor };
    }
    const { items, cursor } = await this.client.call('overrides.list', params);
    return { items: items.map((of): Exception => ({ kind, of })), cursor };
  }

  /** Once both lists were answered for. */
  #show(): void {
    const { short, items } = this.#pages;
    if (short?.cursor === '') return;
    this.items = items;
    this.hasMore = short !== null;
    this.isRead = true;
    this.host.requestUpdate();
  }
}
