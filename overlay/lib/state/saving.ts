import type { Result } from '../../../integrations/client/index.ts';
import { saveErrorText } from '../format/save-errors.ts';
import { language } from '../texts/language.ts';
import { settingsTexts } from '../texts/settings.ts';
import { Controller, type Stop } from './controller.ts';

const t = settingsTexts[language];

export type Preview = Result<'access.preview'>;
/** Who gained and lost by a change. */
export type Effect = Pick<Preview, 'gained' | 'lost' | 'gains' | 'losses'>;

/** What became of the last change of a field. `kept`: the streamer did not confirm it. */
export interface Mark {
  readonly state: 'saving' | 'saved' | 'kept' | 'failed';
  readonly message: string;
}
export type Marks = ReadonlyMap<string, Mark>;

/** How a saved change is shown. */
export interface Saved {
  /** Instead of "Saved." */
  readonly text?: string;
  readonly effect?: Effect | null;
  /** Sends the old values back. */
  readonly undo?: () => Promise<unknown>;
}

export interface Toast {
  readonly text: string;
  readonly effect: Effect | null;
  readonly undo: (() => Promise<unknown>) | null;
}

const MARK_SHOWN_MS = 5_000;

/** Saves changes at once, shows the result at the field and in a toast, and undoes the last change. */
export class Saving extends Controller {
  toast: Toast | null = null;
  /** For screen readers. */
  spoken = '';
  readonly #marks = new Map<string, Mark>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  /** A new map each time, so that components notice the change. */
  get marks(): Marks {
    return new Map(this.#marks);
  }

  protected override listen(): Stop[] {
    return [
      () => {
        for (const timer of this.#timers.values()) clearTimeout(timer);
      },
    ];
  }

  /**
   * Runs the change of a field.
   * @param change resolves with null if it was not confirmed
   * @returns whether it was saved
   */
  async run(field: string, change: () => Promise<Saved | null>): Promise<boolean> {
    this.#mark(field, { state: 'saving', message: '' });
    try {
      const saved = await change();
      this.#mark(field, { state: saved ? 'saved' : 'kept', message: '' });
      if (saved) this.show(saved);
      return saved !== null;
    } catch (error) {
      const message = saveErrorText(error);
      this.#mark(field, { state: 'failed', message });
      this.#say(message);
      return false;
    }
  }

  show({ text = t.saved, effect = null, undo }: Saved): void {
    this.toast = { text, effect, undo: undo ?? null };
    this.#say([text, ...(effect ? [t.effect(effect.gained, effect.lost)] : [])].join(' '));
  }

  dismiss(): void {
    this.toast = null;
    this.host.requestUpdate();
  }

  async undo(): Promise<void> {
    const undo = this.toast?.undo;
    if (!undo) return;
    this.dismiss();
    try {
      await undo();
      this.#marks.clear();
      this.show({ text: t.undone });
    } catch (error) {
      this.show({ text: saveErrorText(error), undo });
    }
  }

  #mark(field: string, mark: Mark): void {
    clearTimeout(this.#timers.get(field));
    this.#marks.set(field, mark);
    if (mark.state === 'saved' || mark.state === 'kept') {
      const forget = (): void => {
        this.#marks.delete(field);
        this.host.requestUpdate();
      };
      this.#timers.set(field, setTimeout(forget, MARK_SHOWN_MS));
    }
    this.host.requestUpdate();
  }

  #say(text: string): void {
    // A screen reader says the same text again only if it changed.
    this.spoken = text === this.spoken ? `${text}\u00a0` : text;
    this.host.requestUpdate();
  }
}
