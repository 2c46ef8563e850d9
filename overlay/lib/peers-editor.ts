import type { ReactiveController, ReactiveControllerHost } from 'lit';
import {
  type ParamsIn,
  type Result,
  RolecallError,
  type RolecallClient,
} from '../../integrations/client/index.ts';

export type Peers = Result<'peers.get'>;
export type PeerName = keyof Peers;
export type BotAction = Result<'peers.actions'>['items'][number];

/** What the section asks for. `field` names the place where the answer is shown. */
export type PeersEdit =
  | { readonly kind: 'set'; readonly field: string; readonly patch: ParamsIn<'peers.set'> }
  | { readonly kind: 'actions' }
  | { readonly kind: 'resend' };

/** What became of the last change of a field. */
export interface PeersMark {
  readonly state: 'saving' | 'saved' | 'failed';
  readonly message: string;
}

/** The programs that Rolecall calls, as their owner sees and sets them. */
export class PeersEditor implements ReactiveController {
  /** null: not known yet, or not for this page. */
  peers: Peers | null = null;
  /** The actions of Streamer.bot; null: not connected. */
  actions: readonly BotAction[] | null = null;
  #marks: ReadonlyMap<string, PeersMark> = new Map();
  readonly #host: ReactiveControllerHost;
  readonly #client: RolecallClient;
  readonly #offs: (() => void)[] = [];

  constructor(host: ReactiveControllerHost, client: RolecallClient) {
    this.#host = host;
    this.#client = client;
    host.addController(this);
  }

  get marks(): ReadonlyMap<string, PeersMark> {
    return this.#marks;
  }

  hostConnected(): void {
    this.#offs.push(
      this.#client.on('hello', () => void this.#call('peers.get')),
      this.#client.on('peers.status', (peers) => this.#show(peers)),
    );
    if (this.#client.state === 'open') void this.#call('peers.get');
  }

  hostDisconnected(): void {
    for (const off of this.#offs.splice(0)) off();
  }

  async edit(edit: PeersEdit): Promise<void> {
    if (edit.kind === 'actions') return this.#loadActions();
    if (edit.kind === 'resend') return this.#call('peers.resend');
    this.#mark(edit.field, { state: 'saving', message: '' });
    try {
      this.#show(await this.#client.call('peers.set', edit.patch));
      this.#mark(edit.field, { state: 'saved', message: '' });
    } catch (error) {
      const message = error instanceof RolecallError ? error.message : String(error);
      this.#mark(edit.field, { state: 'failed', message });
    }
  }

  /** What fails here is asked again with the next connection. */
  async #call(action: 'peers.get' | 'peers.resend'): Promise<void> {
    const peers = await this.#client.call(action).catch(() => null);
    if (peers) this.#show(peers);
  }

  async #loadActions(): Promise<void> {
    const answer = await this.#client.call('peers.actions').catch(() => null);
    this.actions = answer?.items ?? null;
    this.#host.requestUpdate();
  }

  #show(peers: Peers): void {
    const isConnected = peers.streamerbot.state.status === 'connected';
    if (!isConnected) this.actions = null;
    else if (this.peers?.streamerbot.state.status !== 'connected') void this.#loadActions();
    this.peers = peers;
    this.#host.requestUpdate();
  }

  #mark(field: string, mark: PeersMark): void {
    this.#marks = new Map(this.#marks).set(field, mark);
    this.#host.requestUpdate();
  }
}
