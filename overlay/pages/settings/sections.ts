// Each section is code of its own: the page opens with the one that is asked for, and brings the others then.
import type { ReactiveControllerHost, TemplateResult } from 'lit';
import { type Section, SECTIONS } from '../../lib/state/settings-sections.ts';
import type { SettingsState } from './settings-state.ts';

/** A section with its data and its edits. */
interface SectionCode {
  render(this: void, state: SettingsState): TemplateResult;
}

const LOAD: Readonly<Record<Section, () => Promise<SectionCode>>> = {
  home: () => import('./sections/home.ts'),
  connect: () => import('./sections/connect.ts'),
  access: () => import('./sections/access.ts'),
  points: () => import('./sections/points.ts'),
  texts: () => import('./sections/texts.ts'),
  sync: () => import('./sections/sync.ts'),
  badge: () => import('./sections/badge.ts'),
  integrations: () => import('./sections/integrations.ts'),
  computers: () => import('./sections/computers.ts'),
  data: () => import('./sections/data.ts'),
  help: () => import('./sections/help.ts'),
};

/** The code of the sections that is here. */
export class SectionParts {
  readonly #host: ReactiveControllerHost;
  readonly #here = new Map<Section, SectionCode>();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** What loads each; later no section needs the server to be shown. */
  get all(): (() => Promise<void>)[] {
    return SECTIONS.map((section) => () => this.load(section));
  }

  async load(section: Section): Promise<void> {
    if (this.#here.has(section)) return;
    this.#here.set(section, await LOAD[section]());
    this.#host.requestUpdate();
  }

  /** null: not here yet. */
  render(section: Section, state: SettingsState): TemplateResult | null {
    return this.#here.get(section)?.render(state) ?? null;
  }
}
