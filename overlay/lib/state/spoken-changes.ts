import { foldChanges, isFold, isOf, isOfSync, type RoleChange, type Run } from '../format/fold-changes.ts';
import { foundWords } from '../format/found-words.ts';
import { language } from '../texts/language.ts';
import { roleTexts } from '../texts/roles.ts';
import { ServerController, type Stop } from './controller.ts';

const SPEAK_EVERY_MS = 5_000;
/** What a sync brought waits for its end, so that it is told as one thing; no more of it than this. */
const MAX_WAITING = 1_000;

/** Changes of roles for screen readers: at most one sentence every few seconds, and one for what a sync found. */
export class SpokenChanges extends ServerController {
  text = '';
  /** Newest first. */
  #waiting: readonly RoleChange[] = [];
  #runs: readonly Run[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  protected override listen(): Stop[] {
    return [
      this.client.on('roles.changed', ({ changes }) => {
        this.#waiting = [...[...changes].reverse(), ...this.#waiting].slice(0, MAX_WAITING);
        this.#later();
      }),
      this.client.on('sync.finished', (run) => {
        this.#runs = [run, ...this.#runs].slice(0, 4);
        this.#later();
      }),
      () => clearTimeout(this.#timer),
    ];
  }

  #later(): void {
    this.#timer ??= setTimeout(() => this.#speak(), SPEAK_EVERY_MS);
  }

  #speak(): void {
    this.#timer = undefined;
    const isTold = (one: RoleChange): boolean => !isOfSync(one) || this.#runs.some((run) => isOf(run, one));
    const told = foldChanges(this.#waiting.filter(isTold), this.#runs);
    this.#waiting = this.#waiting.filter((one) => !isTold(one));
    const single = told.filter((entry): entry is RoleChange => !isFold(entry));
    const gained = single.filter(({ change }) => change === 'granted').length;
    const lost = single.filter(({ change }) => change === 'revoked').length;
    const words = told.filter(isFold).map(foundWords);
    if (gained + lost > 0) words.push(roleTexts[language].spoken(gained, lost));
    if (words.length === 0) return;
    this.text = words.join('. ');
    this.host.requestUpdate();
  }
}
