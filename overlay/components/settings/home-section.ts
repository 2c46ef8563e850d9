import { css, html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { KINDS } from '../../../server/core/roles.ts';
import { countOf } from '../../lib/format/numbers.ts';
import { dockOrigin } from '../../lib/format/snippets.ts';
import { ageOf } from '../../lib/format/time.ts';
import type { Callers } from '../../lib/state/caller-log.ts';
import type { TwitchStatus } from '../../lib/state/twitch-login.ts';
import type { Status } from '../../lib/state/view-state.ts';
import { language } from '../../lib/texts/language.ts';
import { mistakeTexts } from '../../lib/texts/mistakes.ts';
import { homeTexts } from '../../lib/texts/settings-home.ts';
import { formStyles } from './form-styles.ts';
import './check-row.ts';
import './copy-line.ts';

const t = homeTexts[language];
const callerNames = mistakeTexts[language].caller;
/** As it and our scripts for it name themselves. */
const STREAMERBOT = 'Streamer.bot';
/** Programs that give no name: Streamer.bot may be one of them. */
const UNNAMED: readonly string[] = ['HTTP', 'WebSocket'];

/** Is everything in place: each with what is known of it now. */
export class HomeSection extends LitElement {
  @property({ attribute: false }) login: TwitchStatus | null = null;
  @property({ attribute: false }) lists: Status | null = null;
  @property({ attribute: false }) callers: Callers | null = null;
  @property({ attribute: false }) now = 0;
  /** `http://127.0.0.1:7653` */
  @property() origin = '';

  static override styles = [
    formStyles,
    css`
      .card {
        padding-bottom: 0.35rem;
      }
      rolecall-copy {
        max-width: 34rem;
      }
    `,
  ];

  protected override render() {
    return html`<div class="card" part="checklist">
      <h3>${t.checklist}</h3>
      ${this.#twitch()} ${this.#dock()} ${this.#tool()}
    </div>`;
  }

  #twitch() {
    const { login } = this;
    if (login?.state !== 'connected')
      return html`<rolecall-check
        .label=${t.twitchNot}
        .hint=${login?.state === 'lost' ? t.twitchLost : t.twitchNotHint}
        .href=${'#connect'}
        .action=${t.toConnect}
      ></rolecall-check>`;
    const [missing] = login.missing;
    const name = login.channel?.userDisplayName;
    return html`<rolecall-check
      .isDone=${missing === undefined}
      .label=${name ? t.twitchAs(name) : t.twitch}
      .hint=${missing ? t.twitchMissing : this.#lists()}
      .href=${missing ? '#connect' : ''}
      .action=${t.toAllow}
    ></rolecall-check>`;
  }

  /** What was read of the lists; never a number that is not known. */
  #lists(): string {
    const { lists } = this;
    if (!lists) return '';
    const { kinds, running } = lists;
    if (KINDS.every((kind) => kinds[kind].lastSuccessAt !== null)) {
      const { subscribers, vips, moderators } = kinds;
      return t.lists(countOf(subscribers.count), countOf(vips.count), countOf(moderators.count));
    }
    if (!running) return KINDS.some((kind) => kinds[kind].error) ? t.someNotRead : t.notRead;
    const done = KINDS.reduce((sum, kind) => sum + (running.progress[kind]?.done ?? 0), 0);
    return t.reading(countOf(done));
  }

  #dock() {
    const at = this.callers?.inObs.dock ?? null;
    if (at !== null)
      return html`<rolecall-check
        isDone
        .label=${t.dock}
        .hint=${t.seen(ageOf(at, this.now))}
      ></rolecall-check>`;
    return html`<rolecall-check .label=${t.dockNot} .hint=${t.dockNotHint}>
      <rolecall-copy .name=${t.dockNot} .text=${`${dockOrigin(this.origin)}/dock`}></rolecall-copy>
    </rolecall-check>`;
  }

  /** Ticked by Streamer.bot, and by a program that gives no name; of the others it is told who they are. */
  #tool() {
    const items = this.callers?.items ?? [];
    const mine =
      items.find(({ name }) => name === STREAMERBOT) ?? items.find(({ name }) => UNNAMED.includes(name));
    if (mine)
      return html`<rolecall-check
        isDone
        .label=${t.tool(callerNames[mine.name] ?? mine.name)}
        .hint=${this.#asked(mine)}
        .href=${mine.name === STREAMERBOT ? '' : '#integrations'}
        .action=${t.toTool}
      ></rolecall-check>`;
    const [last] = items;
    return html`<rolecall-check
      .label=${t.toolNot}
      .hint=${last ? t.toolOther(callerNames[last.name] ?? last.name, ageOf(last.lastAt, this.now)) : this.callers ? t.toolNotHint : ''}
      .href=${'#integrations'}
      .action=${t.toTool}
    ></rolecall-check>`;
  }

  #asked({ asked, lastAt }: Callers['items'][number]): string {
    return t.toolSeen(asked, countOf(asked), ageOf(lastAt, this.now));
  }
}

customElements.define('rolecall-home-section', HomeSection);
