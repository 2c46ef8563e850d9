import type { ReactiveControllerHost } from 'lit';
import type { RolecallClient } from '../../../integrations/client/index.ts';
import { LiveController } from './live-controller.ts';
import { language } from '../texts/language.ts';
import { roleTexts } from '../texts/roles.ts';

/** Whoever listens to the page is told at most so often. */
const SPEAK_EVERY_MS = 5_000;

/** Changes of roles for screen readers: one sentence for all that came together. */
export class SpokenChanges extends LiveController {
  text = '';
  readonly #everyMs: number;
  #gained = 0;
  #lost = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, client: RolecallClient, everyMs = SPEAK_EVERY_MS) {
    super(host, client);
    this.#everyMs = everyMs;
  }

  override hostDisconnected(): void {
    clearTimeout(this.#timer);
    super.hostDisconnected();
  }

  protected override subscribe(): (() => void)[] {
    return [
      this.client.on('roles.changed', ({ changes }) => {
        this.#gained += changes.filter(({ change }) => change === 'granted').length;
        this.#lost += changes.filter(({ change }) => change === 'revoked').length;
        this.#timer ??= setTimeout(() => this.#speak(), this.#everyMs);
      }),
    ];
  }

  protected override read(): Promise<void> {
    return Promise.resolve();
  }

  #speak(): void {
    this.#timer = undefined;
    if (this.#gained + this.#lost > 0) this.text = roleTexts[language].spoken(this.#gained, this.#lost);
    this.#gained = this.#lost = 0;
    this.host.requestUpdate();
  }
}
