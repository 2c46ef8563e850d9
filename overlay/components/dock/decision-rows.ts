import { css, html, nothing, type TemplateResult } from 'lit';
import type { LoggedDecision } from '../../lib/state/decision-log.ts';
import { nameOf, type Person } from '../../lib/format/person.ts';
import { language } from '../../lib/texts/language.ts';
import { decisionTexts } from '../../lib/texts/decisions.ts';
import { reasonTexts } from '../../lib/texts/reasons.ts';
import { viewerTexts } from '../../lib/texts/viewers.ts';
import { featureName } from '../../lib/format/viewer.ts';
import { secondOf } from '../../lib/format/time.ts';
import { icon } from './icons.ts';
import { RowList } from './row-list.ts';
import { decisionMark, decisionMarkStyles } from './decision-mark.ts';

const t = decisionTexts[language];
const reasons = reasonTexts[language];
const v = viewerTexts[language];
const QUICK_MINUTES = 10;

/** Decisions: who asked for what, the answer, the reason, and buttons to give time or to mute. */
export class DecisionRows extends RowList {
  declare items: readonly LoggedDecision[];

  static override styles = [
    ...RowList.styles,
    decisionMarkStyles,
    css`
      .decision .icon {
        width: 1rem;
        height: 1rem;
      }
      /* The buttons take the place of the time, so that name and reason keep their width. */
      .end {
        display: grid;
        justify-items: end;
      }
      .quick,
      .time {
        grid-area: 1 / 1;
      }
      .quick,
      .row:hover .quick + .time,
      .row:focus-within .quick + .time {
        opacity: 0;
      }
      .row:hover .quick,
      .row:focus-within .quick {
        opacity: 1;
      }
      .time {
        padding: 0 0.35rem;
        pointer-events: none;
      }
      @media (hover: none) {
        .end {
          display: flex;
        }
        .row .quick,
        .row .quick + .time {
          opacity: 1 !important;
        }
      }
    `,
  ];

  protected override personAt(index: number): Person | null {
    const decision = this.items[index];
    return decision && isKnowable(decision) ? decision.user : null;
  }

  protected override featureAt(index: number): string | null {
    return this.items[index]?.feature ?? null;
  }

  protected override row(index: number, tab: number): TemplateResult {
    const decision = this.items[index];
    if (!decision) return this.blank();
    const { allowed, feature, reason, at, platform, message } = decision;
    const person = this.personAt(index);
    const where = platform.toLowerCase() === 'twitch' ? '' : ` · ${t.onPlatform(platform)}`;
    const word = html`<span class="spoken">${allowed ? t.allowed : t.denied}</span>`;
    return html`${decisionMark(allowed, word)}
      <div>
        ${this.#name(decision, person, tab)}
        <div class="second" part="reason" title=${message}>
          ${featureName(feature)} · ${reasons[reason]}${where}
        </div>
      </div>
      <div class="end">
        ${person ? this.#quick(person, feature, tab) : nothing}<span class="time">${secondOf(at)}</span>
      </div>`;
  }

  #name({ user }: LoggedDecision, person: Person | null, tab: number) {
    const name = nameOf(user);
    if (!person) return html`<span class="main" tabindex=${tab}>${name === '?' ? t.somebody : name}</span>`;
    const open = (): void => this.send({ kind: 'open', person });
    return html`<button class="main" part="name" type="button" tabindex=${tab} @click=${open}>
      ${name}
    </button>`;
  }

  #quick(person: Person, feature: string, tab: number) {
    const name = nameOf(person);
    const give = v.giveLong(String(QUICK_MINUTES), featureName(feature), name);
    const mute = v.muteLong(featureName(feature), name);
    const commands = [
      ['clock', give, { kind: 'give', person, feature, minutes: QUICK_MINUTES }],
      ['mute', mute, { kind: 'deny', person, feature, until: 'stream_end' }],
    ] as const;
    return html`<span class="quick">
      ${commands.map(
        ([shape, label, command]) =>
          html`<button
            class="icon-button"
            type="button"
            tabindex=${tab}
            aria-label=${label}
            title=${this.isDisabled ? v.away : label}
            aria-disabled=${this.isDisabled}
            @click=${() => this.isDisabled || this.send(command)}
          >
            ${icon(shape)}
          </button>`,
      )}
    </span>`;
  }
}

/** Whether this is a viewer of Twitch: an id of another platform could be somebody else's id there. */
function isKnowable({ platform, user }: LoggedDecision): boolean {
  return platform.toLowerCase() === 'twitch' && (user.userId ?? user.userLogin) !== null;
}

customElements.define('rolecall-decision-rows', DecisionRows);
