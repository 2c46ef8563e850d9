import type { ReactiveControllerHost } from 'lit';
import type { RolecallClient } from '../../../integrations/client/index.ts';
import type { ConnectRequestEvent } from '../../components/connect-panel.ts';
import { CallerLog } from '../../lib/state/caller-log.ts';
import { Confirm } from '../../lib/state/confirm.ts';
import { DataActions, type DataEdit } from '../../lib/state/data-actions.ts';
import type { EditEvent } from '../../components/settings/events.ts';
import { Diagnostics } from '../../lib/state/diagnostics.ts';
import { SettingsEditor, type SettingsEdit } from '../../lib/state/settings-editor.ts';
import { LiveStatus } from '../../lib/state/live-status.ts';
import { OwnerLogin } from '../../lib/state/owner-login.ts';
import { PeersEditor } from '../../lib/state/peers-editor.ts';
import { ProgramActions } from '../../lib/state/program-actions.ts';
import { PolicyEditor } from '../../lib/state/policy-editor.ts';
import { Refetch } from '../../lib/state/refetch.ts';
import { type RewardEdit, RewardEditor } from '../../lib/state/reward-editor.ts';
import { Saving } from '../../lib/state/saving.ts';
import type { Section } from '../../lib/state/settings-sections.ts';
import { Trial } from '../../lib/state/trial.ts';
import { TokenList } from '../../lib/state/token-list.ts';

/** What the sections show, and what becomes of their edits. */
export class SettingsState {
  readonly live = new LiveStatus(this.host, this.client);
  readonly saving = new Saving(this.host);
  readonly confirm = new Confirm(this.host);
  private readonly needs = [this.host, this.client, this.saving, this.confirm] as const;
  readonly login = new OwnerLogin(...this.needs);
  readonly policy = new PolicyEditor(...this.needs);
  readonly settings = new SettingsEditor(...this.needs);
  readonly rewards = new RewardEditor(...this.needs);
  readonly tokens = new TokenList(...this.needs);
  readonly peers = new PeersEditor(...this.needs);
  readonly diagnostics = new Diagnostics(this.host, this.client);
  readonly data = new DataActions(...this.needs);
  readonly callers = new CallerLog(this.host, this.client);
  readonly trial = new Trial(this.host, this.client);
  readonly program = new ProgramActions(...this.needs);

  constructor(
    private readonly host: ReactiveControllerHost,
    readonly client: RolecallClient,
  ) {
    new Refetch(host, client, () => this.load());
  }

  /** Nothing can be changed now. */
  get isDisabled(): boolean {
    return !this.live.isOnline || this.live.state === 'away';
  }

  /** The section where the streamer has to do something. */
  get urgent(): Section | null {
    const { status } = this.login;
    const isFine = !status || (status.state === 'connected' && status.missing.length === 0);
    return isFine ? null : 'connect';
  }

  async onData(edit: DataEdit): Promise<void> {
    if ((await this.data.edit(edit)) && edit.kind === 'import') await this.load();
    await this.login.refresh();
  }

  onPoints(edit: RewardEdit | SettingsEdit): void {
    if ('name' in edit) this.after(this.settings.edit(edit));
    else if (edit.kind === 'create') this.after(this.rewards.create(edit.reward));
    else if (edit.kind === 'link') this.after(this.rewards.link(edit.reward, edit.link));
    else if (edit.kind === 'delete') this.after(this.rewards.delete(edit.reward));
    else if (edit.kind === 'reload') void this.rewards.load();
    else void this.rewards.want().then(() => this.login.connect(null));
  }

  readonly onConnect = ({ clientId }: ConnectRequestEvent): void => void this.login.connect(clientId);

  readonly onSetting = ({ edit }: EditEvent<SettingsEdit>): void => this.after(this.settings.edit(edit));

  /** A change may need another permission of Twitch, or one less. */
  after(saving: Promise<boolean>): void {
    void saving.then(() => this.login.refresh());
  }

  private async load(): Promise<void> {
    await Promise.all([this.settings.load(), this.policy.load()]);
  }
}
