import type { ReactiveControllerHost } from 'lit';
import { featureName } from '../format/feature-name.ts';
import { language } from '../texts/language.ts';
import { featureTexts } from '../texts/features.ts';
import { Controller, type Stop } from './controller.ts';
import type { Features } from './features.ts';
import type { Notices } from './notices.ts';

const t = featureTexts[language];
/** So long a change is called undone, not made. */
const UNDO_MS = 10_000;

/** Switches features; each change can be taken back. */
export class FeatureToggle extends Controller {
  readonly #features: Features;
  readonly #notices: Notices;
  readonly #main: string;
  /** The main feature was switched off here a moment ago: the line that says so offers to take it back. */
  isUndo = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, features: Features, notices: Notices, main: string) {
    super(host);
    this.#features = features;
    this.#notices = notices;
    this.#main = main;
  }

  protected override listen(): Stop[] {
    return [() => clearTimeout(this.#timer)];
  }

  async toggle(feature: string): Promise<void> {
    const wasOn = this.#features.isOn(feature);
    if (wasOn === null) return;
    try {
      await this.#features.toggle(feature);
    } catch (error) {
      this.#notices.fail(error);
      return;
    }
    if (feature === this.#main) this.#setUndo(wasOn);
    if (feature === this.#main && wasOn) return this.#notices.dismiss();
    const words = wasOn ? t.switchedOff : t.switchedOn;
    this.#notices.say(words(featureName(feature)), { label: t.undo, run: () => this.#turn(feature, wasOn) });
  }

  /** Takes a change back; says nothing of it, as the switch shows it. */
  async #turn(feature: string, isOn: boolean): Promise<void> {
    this.#notices.dismiss();
    if (this.#features.isOn(feature) !== isOn) await this.#notices.watch(this.#features.toggle(feature));
  }

  switchOn(): void {
    void this.#turn(this.#main, true);
  }

  #setUndo(isUndo: boolean): void {
    clearTimeout(this.#timer);
    this.isUndo = isUndo;
    if (isUndo) this.#timer = setTimeout(() => this.#setUndo(false), UNDO_MS);
    this.host.requestUpdate();
  }
}
