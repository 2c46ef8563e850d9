import { Controller, type Stop } from './controller.ts';
import type { Effect } from './saving.ts';

export interface Question {
  readonly heading: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
  readonly effect?: Effect;
  /** What has to be typed before yes can be chosen. */
  readonly typed?: string;
}

/** Asks before something is lost. One question at a time. */
export class Confirm extends Controller {
  question: Question | null = null;
  #resolve: ((yes: boolean) => void) | null = null;

  protected override listen(): Stop[] {
    return [() => this.answer(false)];
  }

  /** A question that is still open is answered with no. */
  ask(question: Question): Promise<boolean> {
    this.answer(false);
    this.question = question;
    this.host.requestUpdate();
    return new Promise((resolve) => (this.#resolve = resolve));
  }

  answer(yes: boolean): void {
    const resolve = this.#resolve;
    this.#resolve = null;
    this.question = null;
    this.host.requestUpdate();
    resolve?.(yes);
  }
}
