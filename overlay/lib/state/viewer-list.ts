import type { ReactiveControllerHost } from 'lit';
import type { RolecallClient } from '../../../integrations/client/index.ts';
import type { Role } from '../../../server/core/roles.ts';
import { LiveController, orNull } from './live-controller.ts';
import { ViewerPages } from './viewer-pages.ts';

const PAGE = 500;
/** Changes often come in numbers. */
const SETTLE_MS = 150;
/** Beyond that, reading again what is looked at is less work than finding each. */
const MANY = 100;

/** Everybody who holds a role, read as far as somebody looks, following every change by itself. */
export class ViewerList extends LiveController {
  role: Role = 'subscriber';
  pages = new ViewerPages();
  #visible: readonly [number, number] = [0, 30];
  #isReading = false;
  #settling: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, client: RolecallClient) {
    super(host, client);
  }

  show(role: Role): void {
    if (role === this.role) return;
    this.role = role;
    this.pages = new ViewerPages();
    this.#visible = [0, 30];
    this.host.requestUpdate();
    void this.#fill();
  }

  /** These rows are looked at. */
  setVisible(first: number, last: number): void {
    this.#visible = [first, last];
    void this.#fill();
  }

  override hostDisconnected(): void {
    clearTimeout(this.#settling);
    super.hostDisconnected();
  }

  protected override subscribe(): (() => void)[] {
    return [
      this.client.on('roles.changed', ({ changes, total }) => {
        if (total > changes.length || changes.length > MANY) this.pages.touchAll();
        else for (const change of changes) this.pages.touch(change);
        this.#settle();
      }),
      // Deleting everything is no change of roles.
      this.client.on('sync.finished', () => this.#settle()),
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

  /** One page after the other, until what is looked at is there and true. */
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
    if (pages !== this.pages) return true; // another list is wanted meanwhile
    if (!answer) return false;
    if (dirty === null) pages.append(answer);
    else pages.replace(after, answer);
    this.host.requestUpdate();
    return true;
  }
}
