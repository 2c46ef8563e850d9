import type { Role } from '../../../server/core/roles.ts';
import type { Stop } from './controller.ts';
import { LiveController, orNull } from './live-controller.ts';
import { ViewerPages } from './viewer-pages.ts';

const PAGE = 500;
/** Changes often come in groups. */
const SETTLE_MS = 150;
/** With more changes at once, reading the visible rows again is less work than finding each. */
const MANY = 100;

/** All viewers with a role, read as far as they are scrolled to, and kept up to date. */
export class ViewerList extends LiveController {
  role: Role = 'subscriber';
  pages = new ViewerPages();
  #visible: readonly [number, number] = [0, 30];
  #isReading = false;
  #settling: ReturnType<typeof setTimeout> | undefined;

  show(role: Role): void {
    if (role === this.role) return;
    this.role = role;
    this.pages = new ViewerPages();
    this.#visible = [0, 30];
    this.host.requestUpdate();
    void this.#fill();
  }

  /** The rows that can be seen. */
  setVisible(first: number, last: number): void {
    this.#visible = [first, last];
    void this.#fill();
  }

  protected override subscribe(): Stop[] {
    return [
      this.client.on('roles.changed', ({ changes, total }) => {
        if (total > changes.length || changes.length > MANY) this.pages.touchAll();
        else for (const change of changes) this.pages.touch(change);
        this.#settle();
      }),
      () => clearTimeout(this.#settling),
    ];
  }

  protected override async read(): Promise<void> {
    this.pages.touchAll();
    await this.#fill();
  }

  #settle(): void {
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      this.pages.touchAt(this.#visible[0]);
      void this.#fill();
    }, SETTLE_MS);
  }

  /** Reads one page after the other, until the visible rows are there and up to date. */
  async #fill(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    while (this.client.state === 'open' && (await this.#step()));
    this.#isReading = false;
  }

  async #step(): Promise<boolean> {
    const { pages, role } = this;
    const [first, last] = this.#visible;
    const dirty = pages.dirtyIn(first, last);
    const isShort = pages.next !== null && last >= pages.loaded;
    const after = dirty ?? (isShort ? pages.next : null);
    if (after === null) return false;
    const params = { role, limit: PAGE, ...(after === '' ? {} : { cursor: after }) };
    const answer = await orNull(this.client.call('viewers.list', params));
    if (pages !== this.pages) return true; // another list was chosen meanwhile
    if (!answer) return false;
    if (dirty === null) pages.append(answer);
    else pages.replace(after, answer);
    this.host.requestUpdate();
    return true;
  }
}
