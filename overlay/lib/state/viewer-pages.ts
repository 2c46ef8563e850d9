import type { Result } from '../../../integrations/client/index.ts';

export type Viewer = Result<'viewers.list'>['items'][number];
type Answer = Result<'viewers.list'>;

interface Page {
  /** Cursor before the page. */
  readonly after: string;
  items: readonly Viewer[];
  /** To be read again when it can be seen. */
  isDirty: boolean;
}

/** The sort key of the server's list, which is also its cursor. */
export const keyOf = ({ userLogin, userId }: { userLogin: string; userId: string }): string =>
  `${userLogin} ${userId}`;

/**
 * A long list, read page by page. A page is a range of sort keys, so it can be read again alone and nobody is
 * shown twice or left out. Pure.
 */
export class ViewerPages {
  total = 0;
  /** Whether anything was read. */
  isRead = false;
  #pages: Page[] = [];
  #next: string | null = '';
  #loaded = 0;

  /** How many viewers are loaded. */
  get loaded(): number {
    return this.#loaded;
  }

  /** Cursor of the page after the last; null if there is none. */
  get next(): string | null {
    return this.#next;
  }

  at(index: number): Viewer | undefined {
    let start = 0;
    for (const { items } of this.#pages) {
      if (index < start + items.length) return items[index - start];
      start += items.length;
    }
    return undefined;
  }

  append({ items, cursor, total }: Answer): void {
    this.#pages.push({ after: this.#next ?? '', items, isDirty: false });
    this.#next = cursor;
    this.#count(total);
  }

  /** Replaces the page after a cursor. What is more than one answer becomes another page. */
  replace(after: string, { items, cursor, total }: Answer): void {
    const index = this.#pages.findIndex((page) => page.after === after);
    const page = this.#pages[index];
    if (!page) return;
    const end = this.#pages[index + 1]?.after;
    page.isDirty = false;
    if (end === undefined) this.#next = cursor;
    else if (cursor !== null && cursor < end)
      this.#pages.splice(index + 1, 0, { after: cursor, items: [], isDirty: true });
    page.items = end === undefined ? items : items.filter((viewer) => keyOf(viewer) <= end);
    this.#count(total);
  }

  /** The cursor of the first page among these rows that has to be read again. */
  dirtyIn(first: number, last: number): string | null {
    let start = 0;
    for (const { after, items, isDirty } of this.#pages) {
      const stop = start + items.length;
      if (isDirty && start <= last && stop >= first) return after;
      start = stop;
    }
    return null;
  }

  /** A viewer changed: the page where they are and the one where they belong have to be read again. */
  touch(viewer: { userLogin: string; userId: string }): void {
    const key = keyOf(viewer);
    const home = this.#pages.filter(({ after }) => after < key).at(-1);
    if (home && (this.#next === null || home !== this.#pages.at(-1) || key <= this.#next))
      home.isDirty = true;
    for (const page of this.#pages) {
      if (page.items.some(({ userId }) => userId === viewer.userId)) page.isDirty = true;
    }
  }

  touchAll(): void {
    for (const page of this.#pages) page.isDirty = true;
  }

  /** The page with this row has to be read again, which also brings the new total. */
  touchAt(index: number): void {
    let start = 0;
    for (const page of this.#pages) {
      start += page.items.length;
      if (index < start || page === this.#pages.at(-1)) {
        page.isDirty = true;
        return;
      }
    }
  }

  #count(total: number): void {
    this.isRead = true;
    this.#loaded = this.#pages.reduce((sum, { items }) => sum + items.length, 0);
    this.total = Math.max(total, this.#loaded);
  }
}
