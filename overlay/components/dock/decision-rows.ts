import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { LoggedDecision } from '../../lib/state/decision-log.ts';
import { nameOf, otherLogin, type Person } from '../../lib/format/person.ts';
import { featureTexts } from '../../lib/texts/features.ts';
import { language } from '../../lib/texts/language.ts';
import { decisionTexts } from '../../lib/texts/decisions.ts';
import { reasonTexts } from '../../lib/texts/reasons.ts';
import { tierTexts } from '../../lib/texts/tiers.ts';
import { featureName } from '../../lib/format/feature-name.ts';
import { isTwitch, platformName } from '../../lib/format/platform-name.ts';
import { exactTimeOf, minuteOf } from '../../lib/format/time.ts';
import { QUICK_MINUTES } from './events.ts';
import { icon } from './icons.ts';
import { RowList } from './row-list.ts';
import { decisionMark, decisionMarkStyles } from './decision-mark.ts';
import { decisionRowStyles } from './decision-row-styles.ts';

const t = decisionTexts[language];
const reasons = reasonTexts[language];
const f = featureTexts[language];
/** What is not named: the dock is about it. */
const MAIN_FEATURE = 'tts';

/** Decisions: who asked, the answer and why; minutes, a mute, and what would allow it are at hand. */
export class DecisionRows extends RowList {
  declare items: readonly LoggedDecision[];
  /** `userId feature` of those who were denied and may by now. */
  @property({ attribute: false }) mayNow: ReadonlySet<string> = new Set();

  static override styles = [...RowList.styles, decisionMarkStyles, decisionRowStyles];

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
    const { allowed, feature, at } = decision;
    const person = this.personAt(index);
    const word = html`<span class="spoken">${allowed ? t.allowed : t.denied}</span>`;
    return html`${decisionMark(allowed, word)}
      <div class="who">${this.#name(decision, person, tab)}</div>
      <div class="end">
        ${person ? this.#quick(person, feature, tab) : nothing}<time class="time" title=${exactTimeOf(at)}
          >${minuteOf(at)}</time
        >
      </div>
      <div class="why">
        ${this.#reason(decision)} ${allowed ? nothing : this.#whyNot(decision, person, tab)}
      </div>`;
  }

  #name({ user }: LoggedDecision, person: Person | null, tab: number) {
    const name = nameOf(user);
    const login = otherLogin(user);
    const words = html`${name === '?' ? t.somebody : name}${
      login === null ? nothing : html` <span class="login">${login}</span>`
    }`;
    if (!person) return html`<span class="main" tabindex=${tab}>${words}</span>`;
    const open = (): void => this.send({ kind: 'open', person });
    return html`<button class="main" part="name" type="button" tabindex=${tab} @click=${open}>
      ${words}
    </button>`;
  }

  #reason({ feature, reason, tier, platform, message }: LoggedDecision) {
    const of = feature === MAIN_FEATURE ? '' : featureName(feature);
    const detail = reason === 'subscriber' && tier ? tierTexts[language][tier] : '';
    const isElsewhere = !isTwitch(platform);
    const why = reason === 'other_platform' ? t.notFrom(platformName(platform)) : reasons[reason];
    const where = isElsewhere && reason !== 'other_platform' ? t.onPlatform(platformName(platform)) : '';
    const words = [why, detail, where, of].filter(Boolean).join(' · ');
    return html`<span class="reason" part="reason" title=${message}>${words}</span>`;
  }

  /** Opens what would allow it. Of somebody from another platform only the rules can. */
  #whyNot({ user, feature }: LoggedDecision, person: Person | null, tab: number) {
    if (this.mayNow.has(`${user.userId} ${feature}`))
      return html`<span class="may-now" part="may-now">${t.mayNow}</span>`;
    const label = t.whyNotLong(nameOf(user), featureName(feature));
    if (!person)
      return html`<a
        class="why-not"
        part="why-not"
        tabindex=${tab}
        href="/settings${location.search}#access"
        target="_blank"
        rel="noreferrer"
        aria-label=${label}
        >${t.whyNot}</a
      >`;
    return html`<button
      class="why-not"
      part="why-not"
      type="button"
      tabindex=${tab}
      aria-label=${label}
      @click=${() => this.send({ kind: 'open', person, feature })}
    >
      ${t.whyNot}
    </button>`;
  }

  #quick(person: Person, feature: string, tab: number) {
    const name = nameOf(person);
    const give = f.giveLong(String(QUICK_MINUTES), featureName(feature), name);
    const mute = f.muteLong(featureName(feature), name);
    const commands = [
      [html`+${QUICK_MINUTES}`, give, { kind: 'give', person, feature, minutes: QUICK_MINUTES }],
      [icon('mute'), mute, { kind: 'deny', person, feature, until: 'stream_end' }],
    ] as const;
    return html`<span class="quick">
      ${commands.map(
        ([shape, label, command]) =>
          html`<button
            type="button"
            tabindex=${tab}
            aria-label=${label}
            title=${this.isDisabled ? f.away : label}
            aria-disabled=${this.isDisabled}
            @click=${() => this.isDisabled || this.send(command)}
          >
            ${shape}
          </button>`,
      )}
    </span>`;
  }
}

/** Whether this is a viewer of Twitch: an id of another platform could be somebody else's id there. */
function isKnowable({ platform, user }: LoggedDecision): boolean {
  return isTwitch(platform) && (user.userId ?? user.userLogin) !== null;
}

customElements.define('rolecall-decision-rows', DecisionRows);
