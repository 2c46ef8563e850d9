import type { ReactiveControllerHost } from 'lit';
import { Controller, listenTo, type Stop } from './controller.ts';
import { type Section, sectionOf } from './settings-sections.ts';

/** The section that is shown: the one behind `#` in the address. */
export class SettingsRoute extends Controller {
  section: Section = sectionOf(location.hash);
  readonly #onChange: () => void;

  constructor(host: ReactiveControllerHost, onChange: () => void) {
    super(host);
    this.#onChange = onChange;
  }

  protected override listen(): Stop[] {
    return [listenTo(window, 'hashchange', () => this.#follow())];
  }

  #follow(): void {
    const section = sectionOf(location.hash);
    if (section === this.section) return;
    this.section = section;
    this.#onChange();
    this.host.requestUpdate();
  }
}
