import { css, html, nothing, type TemplateResult } from 'lit';
import {
  type Exception,
  exceptionName,
  exceptionWords,
  isForEverybody,
} from '../../lib/format/exceptions.ts';
import { featureName } from '../../lib/format/feature-name.ts';
import { nameOf, otherLogin, type Person } from '../../lib/format/person.ts';
import { isTwitch, platformName } from '../../lib/format/platform-name.ts';
import { decisionTexts } from '../../lib/texts/decisions.ts';
import { featureTexts } from '../../lib/texts/features.ts';
import { language } from '../../lib/texts/language.ts';
import { viewerTexts } from '../../lib/texts/viewers.ts';
import { decisionMarkStyles } from './decision-mark.ts';
import { decisionRowStyles } from './decision-row-styles.ts';
import { endOf } from './events.ts';
import { icon } from './icons.ts';
import { lateIcon } from './late-icons.ts';
import { RowList } from './row-list.ts';

const t = viewerTexts[language];
const f = featureTexts[language];

/** Who is allowed or muted, or has time left: for what, for how long, and what undoes it. */
export class ExceptionRows extends RowList {
  declare items: readonly Exception[];

  static override styles = [
    ...RowList.styles,
    decisionMarkStyles,
    decisionRowStyles,
    css`
      .decision.time-left {
        color: var(--rolecall-syncing);
        background: rgba(140, 171, 255, 0.14);
      }
      .end-it {
        height: 1.4rem;
        margin-block: -0.1rem;
        padding: 0 0.5rem;
        border: 0;
        border-radius: 0.35rem;
        background: var(--rolecall-surface-raised);
        color: var(--rolecall-text);
        font-size: 0.86rem;
        font-weight: 600;
      }
      .end-it:hover {
        background: var(--rolecall-line);
      }
      .end-it[aria-disabled='true'] {
        color: var(--rolecall-text-soft);
        cursor: default;
      }
    `,
  ];

  protected override personAt(index: number): Person | null {
    const of = this.items[index]?.of;
    return of && isTwitch(of.platform) ? of : null;
  }

  protected override featureAt(index: number): string | null {
    return this.items[index]?.of.feature ?? null;
  }

  protected override row(index: number, tab: number): TemplateResult {
    const item = this.items[index];
    if (!item) return this.blank();
    const { feature, note } = item.of;
    const words = exceptionWords(item, this.now);
    const why = [words, featureName(feature), note].filter(Boolean).join(' · ');
    return html`${markOf(item)}
      <div class="who">${this.#name(item, this.personAt(index), tab)}</div>
      <div class="end">${this.#end(item, words, tab)}</div>
      <div class="why"><span class="reason" part="exception" title=${why}>${why}</span></div>`;
  }

  #name({ of }: Exception, person: Person | null, tab: number) {
    if (!person)
      return html`<span class="main">${exceptionName(of)} <span class="login">${whereOf(of)}</span></span>`;
    const login = otherLogin(person);
    const words = html`${nameOf(of)}${login === null ? nothing : html` <span class="login">${login}</span>`}`;
    const open = (): void => this.send({ kind: 'open', person, feature: of.feature });
    return html`<button class="main" part="name" type="button" tabindex=${tab} @click=${open}>
      ${words}
    </button>`;
  }

  #end(item: Exception, words: string, tab: number) {
    const { of } = item;
    return html`<button
      class="end-it"
      part="end"
      type="button"
      tabindex=${tab}
      aria-label="${t.endIt}: ${exceptionName(of)}, ${featureName(of.feature)}, ${words}"
      title=${this.isDisabled ? f.away : nothing}
      aria-disabled=${this.isDisabled}
      @click=${() => this.isDisabled || this.send(endOf(item))}
    >
      ${t.endIt}
    </button>`;
  }
}

function markOf({ kind, of }: Exception) {
  if (kind === 'grant') return html`<span class="decision time-left">${lateIcon('clock')}</span>`;
  const isAllowed = of.effect === 'allow';
  return html`<span class="decision ${isAllowed ? 'allowed' : ''}"
    >${icon(isAllowed ? 'yes' : 'mute')}</span
  >`;
}

const whereOf = (of: Exception['of']): string =>
  isForEverybody(of) ? '' : decisionTexts[language].onPlatform(platformName(of.platform));

customElements.define('rolecall-exception-rows', ExceptionRows);
