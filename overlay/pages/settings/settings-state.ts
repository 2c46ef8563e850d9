import type { ReactiveControllerHost } from 'lit';
import type { RolecallClient } from '../../../integrations/client/index.ts';
import type { ConnectRequestEvent } from '../../components/connect-panel.ts';
import { Confirm } from '../../lib/state/confirm.ts';
import { DataActions } from '../../lib/state/data-actions.ts';
import type { EditEvent } from '../../components/settings/events.ts';
import { SettingsEditor, type SettingsEdit } from '../../lib/state/settings-editor.ts';
import { LiveSync } from '../../lib/state/live-sync.ts';
import { OwnerLogin } from '../../lib/state/owner-login.ts';
import { PeersEditor } from '../../lib/state/peers-editor.ts';
import { PolicyEditor } from '../../lib/state/policy-editor.ts';
import { type RewardEdit, RewardEditor } from '../../lib/state/reward-editor.ts';
import { Saving } from '../../lib/state/saving.ts';
import type { Section } from '../../lib/state/settings-sections.ts';
import { TokenList } from '../../lib/state/token-list.ts';

/** All that the sections show, and where their edits go. */
export class SettingsState {
  readonly live: LiveSync;
  readonly saving: Saving;
  readonly confirm: Confirm;
  readonly login: OwnerLogin;
  readonly policy: PolicyEditor;
  readonly settings: SettingsEditor;
  readonly rewards: RewardEditor;
  readonly tokens: TokenList;
  readonly peers: PeersEditor;
  readonly data: DataActions;

  constructor(host: ReactiveControllerHost, client: RolecallClient) {
    this.live = new LiveSync(host, client);
    this.saving = new Saving(host);
    this.confirm = new Confirm(host);
    this.login = new OwnerLogin(host, client, this.saving, this.confirm);
    this.policy = new PolicyEditor(host, client, this.saving, this.confirm);
    this.settings = new SettingsEditor(host, client, this.saving);
    this.rewards = new RewardEditor(host, client, this.saving, this.confirm);
    this.tokens = new TokenList(host, client, this.saving, this.confirm);
    this.peers = new PeersEditor(host, client, this.saving);
    this.data = new DataActions(host, client, this.saving, this.confirm, () => {
      void this.settings.load();
      void this.policy.load();
    });
  }

  /** Nothing can be changed now. */
  get isDisabled(): boolean {
    return !this.live.isOnline || this.live.state === 'away';
  }

  /** Where the streamer is needed. */
  get urgent(): Section | null {
    const { status } = this.login;
    const isFine = !status || (status.state === 'connected' && status.missing.length === 0);
    return isFine ? null : 'connect';
  }

  onPoints(edit: RewardEdit | SettingsEdit): void {
    if ('name' in edit) this.after(this.settings.edit(edit));
    else if (edit.kind === 'create') this.after(this.rewards.create(edit.reward));
    else if (edit.kind === 'link') this.after(this.rewards.link(edit.reward, edit.link));
    else if (edit.kind === 'reload') void this.rewards.load();
    else void this.rewards.want().then(() => this.login.connect(null));
  }

  readonly onConnect = ({ clientId }: ConnectRequestEvent): void => void this.login.connect(clientId);

  readonly onSetting = ({ edit }: EditEvent<SettingsEdit>): void => this.after(this.settings.edit(edit));

  /** A change may need one more permission, or one less. */
  after(saving: Promise<boolean>): void {
    void saving.then(() => this.login.refresh());
  }
}
