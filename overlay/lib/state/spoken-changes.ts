import { language } from '../texts/language.ts';
import { roleTexts } from '../texts/roles.ts';
import { ServerController, type Stop } from './controller.ts';

const SPEAK_EVERY_MS = 5_000;

/** Changes of roles for screen readers: at most one sentence every few seconds. */
export class SpokenChanges extends ServerController {
  text = '';
  #gained = 0;
  #lost = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  protected override listen(): Stop[] {
    return [
      this.client.on('roles.changed', ({ changes }) => {
        this.#gained += changes.filter(({ change }) => change === 'granted').length;
        this.#lost += changes.filter(({ change }) => change === 'revoked').length;
        this.#timer ??= setTimeout(() => this.#speak(), SPEAK_EVERY_MS);
      }),
      () => clearTimeout(this.#timer),
    ];
  }

  #speak(): void {
    this.#timer = undefined;
    if (this.#gained + this.#lost > 0) this.text = roleTexts[language].spoken(this.#gained, this.#lost);
    this.#gained = this.#lost = 0;
    this.host.requestUpdate();
  }
}
