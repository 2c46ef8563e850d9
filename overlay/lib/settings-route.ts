import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** The sections of the settings page, in the order of the nav. Their names are what stands behind `#`. */
export const SECTIONS = ['connect', 'access', 'points', 'texts', 'sync', 'badge', 'integrations'] as const;
export type Section = (typeof SECTIONS)[number];

/** The section that an address names: the first one if it names none. */
export function sectionOf(hash: string): Section {
  const name = hash.replace(/^#/, '');
  return SECTIONS.find((section) => section === name) ?? SECTIONS[0];
}

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
