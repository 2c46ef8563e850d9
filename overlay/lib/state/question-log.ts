import type { Result } from '../../../integrations/client/index.ts';
import type { Stop } from './controller.ts';
import { LiveController, orNull } from './live-controller.ts';

export type WrongQuestion = Result<'diagnostics.get'>['wrongQuestions'][number];

/** The same mistake of the same caller has the same key until Rolecall is started anew. */
export function keyOf({ caller, action, code, param, firstAt }: WrongQuestion): string {
  return JSON.stringify([caller, action, code, param, firstAt]);
}

/** A mistake that is longer ago is no news any more. */
const NEWS_MS = 12 * 3_600_000;

/** Which programs asked wrongly, last ones first. */
export class QuestionLog extends LiveController {
  /** null: not known yet. */
  all: readonly WrongQuestion[] | null = null;
  readonly #hidden = new Set<string>();

  /** Those of late that were not put away. @param now epoch ms */
  news(now: number): readonly WrongQuestion[] {
    return (this.all ?? []).filter(
      (question) => !this.#hidden.has(keyOf(question)) && now - Date.parse(question.lastAt) < NEWS_MS,
    );
  }

  /** Puts one away as long as the page is open. @returns whether there was such a one */
  hide(key: string): boolean {
    const isKnown = this.all?.some((question) => keyOf(question) === key) ?? false;
    if (isKnown) this.#hidden.add(key);
    this.host.requestUpdate();
    return isKnown;
  }

  protected override subscribe(): Stop[] {
    return [this.client.on('diagnostics.changed', ({ wrongQuestions }) => this.#show(wrongQuestions))];
  }

  protected override async read(): Promise<void> {
    const answer = await orNull(this.client.call('diagnostics.get'));
    if (answer) this.#show(answer.wrongQuestions);
  }

  #show(questions: readonly WrongQuestion[]): void {
    this.all = questions;
    this.host.requestUpdate();
  }
}
