import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Effect } from './saving.ts';

/** A question before something that hurts. */
export interface Question {
  readonly heading: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
  readonly effect?: Effect;
  /** What has to be typed before yes can be said. */
  readonly typed?: string;
}

/** One question at a time, answered by the streamer. */
export class Confirm implements ReactiveController {
  question: Question | null = null;
  #answer: ((yes: boolean) => void) | null = null;
  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.answer(false);
  }

  /** A question that is open already counts as answered with no. */
  ask(question: Question): Promise<boolean> {
    this.answer(false);
    this.question = question;
    this.#host.requestUpdate();
    return new Promise((resolve) => (this.#answer = resolve));
  }

  answer(yes: boolean): void {
    const answer = this.#answer;
    this.#answer = null;
    this.question = null;
    this.#host.requestUpdate();
    answer?.(yes);
  }
}
