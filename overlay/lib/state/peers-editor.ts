import type { ParamsIn, Result } from '../../../integrations/client/index.ts';
import type { Stop } from './controller.ts';
import { Editor } from './editor.ts';

export type Peers = Result<'peers.get'>;
export type PeerName = keyof Peers;
type Patch = ParamsIn<'peers.set'>;
export type BotAction = Result<'peers.actions'>['items'][number];

/** `field`: where the result is shown. */
export type PeersEdit =
  | { readonly kind: 'set'; readonly field: string; readonly patch: Patch }
  | { readonly kind: 'actions' }
  | { readonly kind: 'retry'; readonly peer: PeerName }
  | { readonly kind: 'resend' };

/** The programs that Rolecall calls. */
export class PeersEditor extends Editor {
  /** null: not known yet, or this page may not see them. */
  peers: Peers | null = null;
  /** The actions of Streamer.bot; null while it is not connected. */
  actions: readonly BotAction[] | null = null;

  protected override listen(): Stop[] {
    if (this.client.state === 'open') void this.#call('peers.get');
    return [
      this.client.on('hello', () => void this.#call('peers.get')),
      this.client.on('peers.status', (peers) => this.#show(peers)),
    ];
  }

  async edit(edit: PeersEdit): Promise<void> {
    if (edit.kind === 'actions') return this.#loadActions();
    if (edit.kind === 'resend') return this.#call('peers.resend');
    if (edit.kind === 'retry') {
      const peers = await this.client.call('peers.retry', { peer: edit.peer }).catch(() => null);
      if (peers) this.#show(peers);
      return;
    }
    await this.saving.run(edit.field, async () => {
      const back = this.peers && undoPatch(this.peers, edit.patch);
      await this.#set(edit.patch);
      return back ? { undo: () => this.#set(back) } : {};
    });
  }

  async #set(patch: Patch): Promise<void> {
    this.#show(await this.client.call('peers.set', patch));
  }

  /** An error is not shown: the next connect asks again. */
  async #call(action: 'peers.get' | 'peers.resend'): Promise<void> {
    const peers = await this.client.call(action).catch(() => null);
    if (peers) this.#show(peers);
  }

  async #loadActions(): Promise<void> {
    const answer = await this.client.call('peers.actions').catch(() => null);
    this.actions = answer?.items ?? null;
    this.host.requestUpdate();
  }

  #show(peers: Peers): void {
    const isConnected = peers.streamerbot.state.status === 'connected';
    if (!isConnected) this.actions = null;
    else if (this.peers?.streamerbot.state.status !== 'connected') void this.#loadActions();
    this.peers = peers;
    this.host.requestUpdate();
  }
}

/** The patch that undoes this one; null if it sets a password, which cannot be read back. */
function undoPatch(peers: Peers, patch: Patch): Patch | null {
  const back: Record<string, object> = {};
  for (const [name, change] of Object.entries(patch as Record<string, object>)) {
    if ('password' in change) return null;
    back[name] = oldValues(peers[name as PeerName], change);
  }
  return back;
}

/** The fields of a change with the values that they have now. */
function oldValues(now: object, change: object): object {
  const entries = Object.entries(change).map(([field, value]): [string, unknown] => {
    const old = (now as Record<string, unknown>)[field];
    const isPart = field === 'actions';
    return [field, isPart ? oldValues(old as object, value as object) : old];
  });
  return Object.fromEntries(entries);
}
