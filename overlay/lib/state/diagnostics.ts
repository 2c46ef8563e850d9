import { errorText } from '../format/errors.ts';
import { QuestionLog } from './question-log.ts';
import type { Mark, Marks } from './saving.ts';

/** Who asked wrongly, and the text to paste when asking for help. */
export class Diagnostics extends QuestionLog {
  /** null: not asked for yet. */
  text: string | null = null;
  marks: Marks = new Map();

  async show(): Promise<void> {
    this.#mark({ state: 'saving', message: '' });
    try {
      this.text = (await this.client.call('diagnostics.get')).text;
      this.#mark(null);
    } catch (error) {
      this.#mark({ state: 'failed', message: errorText(error) });
    }
  }

  #mark(mark: Mark | null): void {
    this.marks = new Map(mark ? [['diagnostics', mark]] : []);
    this.host.requestUpdate();
  }
}
