import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Section, sectionOf } from './settings-sections.ts';

/** Which section is shown: the one behind `#`. */
export class SettingsRoute implements ReactiveController {
  section: Section = sectionOf(location.hash);
  readonly #host: ReactiveControllerHost;
  readonly #onMove: () => void;

  /** @param onMove another section is shown from now on */
  constructor(host: ReactiveControllerHost, onMove: () => void) {
    this.#host = host;
    this.#onMove = onMove;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('hashchange', this.#follow);
  }

  hostDisconnected(): void {
    window.removeEventListener('hashchange', this.#follow);
  }

  readonly #follow = (): void => {
    const section = sectionOf(location.hash);
    if (section === this.section) return;
    this.section = section;
    this.#onMove();
    this.#host.requestUpdate();
  };
}
