import type { Result } from '../../../integrations/client/index.ts';
import type { Stop } from './controller.ts';
import { LiveController, orNull } from './live-controller.ts';

export type Policies = Result<'policy.get'>['features'];

/** The rules of every feature, and their switches. */
export class Features extends LiveController {
  /** null: not known yet, or this page may not see it. */
  policies: Policies | null = null;
  /** Features whose switch was pressed and has not answered yet. */
  readonly busy = new Set<string>();

  get names(): string[] {
    return Object.keys(this.policies ?? {});
  }

  /** Whether a feature is switched on now; null: not known. */
  isOn(feature: string): boolean | null {
    return this.policies?.[feature]?.enabled ?? null;
  }

  /** The switch moves when the server has done it. Rejects with the server's error. */
  async toggle(feature: string): Promise<void> {
    const policy = this.policies?.[feature];
    if (!policy || this.busy.has(feature)) return;
    this.busy.add(feature);
    this.host.requestUpdate();
    try {
      const action = policy.enabled ? 'features.disable' : 'features.enable';
      const { features } = await this.client.call(action, { feature });
      this.policies = { ...this.policies, ...features };
    } finally {
      this.busy.delete(feature);
      this.host.requestUpdate();
    }
  }

  protected override subscribe(): Stop[] {
    return [this.client.on('policy.changed', ({ features }) => this.#show(features))];
  }

  protected override async read(): Promise<void> {
    const answer = await orNull(this.client.call('policy.get'));
    if (answer) this.#show(answer.features);
  }

  #show(policies: Policies): void {
    this.policies = policies;
    this.host.requestUpdate();
  }
}
