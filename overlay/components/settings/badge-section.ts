import { type Language, LANGUAGE_NAMES, LANGUAGES } from '../../../server/core/languages.ts';
import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import {
  BADGE_PARTS,
  BADGE_POSITIONS,
  BADGE_SECONDS,
  BADGE_SIZE,
  BADGE_THEMES,
  type BadgeOptions,
  type BadgePart,
  type BadgePosition,
  type BadgeTheme,
  DEFAULT_BADGE,
  formatBadgeOptions,
  MAX_OWN_WORDS,
  obsLinkOf,
  sourceSizeOf,
} from '../../lib/format/badge-options.ts';
import { badgeOrigin } from '../../lib/format/snippets.ts';
import { language } from '../../lib/texts/language.ts';
import { badgeBuilderTexts } from '../../lib/texts/settings-badge.ts';
import type { ValueEvent } from './events.ts';
import { formStyles } from './form-styles.ts';
import { SettingsSection } from './settings-section.ts';
import './copy-line.ts';
import './field.ts';

const t = badgeBuilderTexts[language];
type Background = keyof typeof t.backgrounds;

/** The options of the badge with a preview, and the address that they make. Nothing is saved. */
export class BadgeSection extends SettingsSection<never> {
  /** `http://127.0.0.1:7653` */
  @property() origin = '';
  @state() private options: BadgeOptions = DEFAULT_BADGE;
  @state() private background: Background = 'checks';

  static override styles = [
    formStyles,
    css`
      .stage {
        display: block;
        box-sizing: border-box;
        width: 100%;
        height: 13rem;
        margin: 0.4rem 0 0.8rem;
        border: 1px solid var(--rolecall-line);
        border-radius: 0.6rem;
        color-scheme: light;
      }
      .checks {
        background: repeating-conic-gradient(#5b6170 0 25%, #767d8d 0 50%) 0 0 / 24px 24px;
      }
      .dark {
        background: radial-gradient(circle at 70% 20%, #33214f, #0b0c12 65%);
      }
      .bright {
        background: linear-gradient(135deg, #ffe9a8, #f7b2c4 45%, #9fd4ff);
      }
      .card > * + * {
        margin-top: 0.9rem;
      }
      .drag {
        cursor: grab;
      }
    `,
  ];

  protected override render() {
    const { options } = this;
    const query = formatBadgeOptions(options);
    const address = `${badgeOrigin(this.origin)}/badge${query && `?${query}`}`;
    const { width, height } = sourceSizeOf(options);
    return html`<p class="lead">${t.lead}</p>
      <div class="card">
        <h3>${t.preview}</h3>
        <iframe
          class="stage ${this.background}"
          part="preview"
          title=${t.previewTitle}
          tabindex="-1"
          src="/badge${query && `?${query}`}"
        ></iframe>
        ${options.hidesFresh ? html`<p class="hint">${t.previewHidden}</p>` : nothing}
        ${this.renderChoice<Background>(
          'background',
          {
            label: t.background,
            value: this.background,
            options: optionsOf(['checks', 'dark', 'bright'], t.backgrounds),
          },
          (background) => (this.background = background),
        )}
      </div>
      ${this.#parts()} ${this.#look()}
      <div class="card">
        <h3>${t.into}</h3>
        <p>
          <a
            class="button main drag"
            part="drag"
            href=${obsLinkOf(address, options)}
            draggable="true"
            @click=${(event: Event) => event.preventDefault()}
            >${t.drag}</a
          >
        </p>
        <p class="hint">${t.dragHint}</p>
        <rolecall-copy
          .label=${t.address}
          .hint=${t.addressHint(width, height)}
          .text=${address}
        ></rolecall-copy>
        <button type="button" @click=${() => (this.options = DEFAULT_BADGE)}>${t.reset}</button>
      </div>`;
  }

  #parts() {
    const { options } = this;
    return html`<div class="card" role="group" aria-label=${t.parts}>
      <h3>${t.parts}</h3>
      ${BADGE_PARTS.map((part) => this.#part(part))}
      ${
        options.parts.includes('decisions')
          ? html`${this.#switch(t.denied, t.deniedHint, options.showsDenied, (showsDenied) => ({ showsDenied }))}
            ${this.#switch(t.saidNames, t.saidNamesHint, options.showsSaidNames, (showsSaidNames) => ({ showsSaidNames }))}
            ${this.renderNumber(
              'seconds',
              { label: t.seconds, unit: t.secondsUnit, value: options.seconds, ...BADGE_SECONDS },
              (seconds) => this.#change({ seconds: Number(seconds) }),
            )}`
          : nothing
      }
    </div>`;
  }

  #part(part: BadgePart) {
    const { parts } = this.options;
    const others = parts.filter((each) => each !== part);
    return this.#switch(t.part[part], '', parts.includes(part), (isOn) => {
      // The last part stays: a badge without any would show nothing.
      if (!isOn && others.length === 0) return {};
      return { parts: BADGE_PARTS.filter((each) => others.includes(each) || (isOn && each === part)) };
    });
  }

  #look() {
    const { options } = this;
    return html`<div class="card" role="group" aria-label=${t.look}>
      <h3>${t.look}</h3>
      ${this.renderChoice<BadgeTheme>(
        'theme',
        { label: t.themeLabel, value: options.theme, options: optionsOf(BADGE_THEMES, t.theme) },
        (theme) => this.#change({ theme }),
      )}
      ${this.renderChoice<BadgePosition>(
        'position',
        { label: t.positionLabel, value: options.position, options: optionsOf(BADGE_POSITIONS, t.position) },
        (position) => this.#change({ position }),
      )}
      ${this.renderNumber(
        'size',
        { label: t.size, unit: t.percent, value: options.size, ...BADGE_SIZE },
        (size) => this.#change({ size: Number(size) }),
      )}
      ${this.renderChoice<'auto' | Language>(
        'lang',
        {
          label: t.lang,
          value: options.lang ?? 'auto',
          options: optionsOf(['auto', ...LANGUAGES], { auto: t.langAuto, ...LANGUAGE_NAMES }),
        },
        (lang) => this.#change({ lang: lang === 'auto' ? null : lang }),
      )}
      ${this.#switch(t.words, t.wordsHint, options.isWordless, (isWordless) => ({ isWordless }))}
      ${this.#ownWords()}
      ${this.#switch(t.hide, t.hideHint, options.hidesFresh, (hidesFresh) => ({ hidesFresh }))}
    </div>`;
  }

  #ownWords() {
    const { options } = this;
    return (['label', 'on', 'off', 'how'] as const).map((name) => {
      const usual = DEFAULT_BADGE[name];
      return html`<rolecall-field
        part="own-words"
        .label=${t.own[name]}
        .hint=${t.ownHint[name]}
        .placeholder=${usual}
        .value=${options[name] === usual ? '' : options[name]}
        .max=${MAX_OWN_WORDS}
        .optional=${true}
        @rolecall-value=${({ value }: ValueEvent<string>) => this.#change({ [name]: value || usual })}
      ></rolecall-field>`;
    });
  }

  #switch(label: string, hint: string, isOn: boolean, change: (isOn: boolean) => Partial<BadgeOptions>) {
    return this.renderSwitch('', label, hint, isOn, (yes) => this.#change(change(yes)));
  }

  #change(change: Partial<BadgeOptions>): void {
    this.options = { ...this.options, ...change };
  }
}

function optionsOf<T extends string>(values: readonly T[], labels: Readonly<Record<T, string>>) {
  return values.map((value) => ({ value, label: labels[value] }));
}

customElements.define('rolecall-badge-section', BadgeSection);
