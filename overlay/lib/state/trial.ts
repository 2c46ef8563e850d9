import type { Result } from '../../../integrations/client/index.ts';
import { saveErrorText } from '../format/save-errors.ts';
import { ServerController } from './controller.ts';

export type Answer = Result<'access.check'>;

/** Whom a check was tried for. */
export interface TrialEdit {
  readonly user: string;
  readonly feature: string;
}

/** A check for the streamer's own eyes: nothing is counted, recorded or told. */
export class Trial extends ServerController {
  /** null: nobody was tried yet, or the last try failed. */
  answer: Answer | null = null;
  error: string | null = null;
  isAsking = false;

  async ask({ user, feature }: TrialEdit): Promise<void> {
    if (this.isAsking) return;
    this.isAsking = true;
    this.error = null;
    this.host.requestUpdate();
    try {
      const params = { user, feature, consume: false, record: false };
      this.answer = await this.client.call('access.check', params);
    } catch (error) {
      this.answer = null;
      this.error = saveErrorText(error);
    }
    this.isAsking = false;
    this.host.requestUpdate();
  }
}
