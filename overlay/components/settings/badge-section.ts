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
import { sceneStyles } from './scene-styles.ts';
import { SettingsSection } from './settings-section.ts';
import './copy-line.ts';
import './field.ts';
import './position-grid.ts';
import './slider.ts';
import './theme-choice.ts';

const t = badgeBuilderTexts[language];
interface Labelled {
  readonly value: string;
  readonly label: string;
}
type Background = keyof typeof t.backgrounds;

/** The options of the badge with a preview, and the address that they make. Nothing is saved. */
export class BadgeSection extends SettingsSection<never> {
  /** `http://127.0.0.1:7653` */
  @property() origin = '';
  @state() private options: BadgeOptions = DEFAULT_BADGE;
  @state() private background: Background = 'scene';

  static override styles = [
    formStyles,
    sceneStyles,
    css`
      .stage {
        display: block;
        box-sizing: border-box;
        width: 100%;
        height: min(11rem, 32vh);
        margin: 0;
        border: 1px solid var(--rolecall-line);
        border-radius: 0.6rem;
        color-scheme: light;
      }
      /* It stays in view while the rest is chosen. */
      .preview {
        position: sticky;
        z-index: 1;
        top: 0.5rem;
        padding: 0.75rem;
        box-shadow: 0 0.6rem 1.2rem -0.4rem rgba(0, 0, 0, 0.45);
      }
      .preview > * + * {
        margin-top: 0.6rem;
      }
      .looks {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr));
        gap: 1.25rem;
        align-items: start;
      }
      .drag {
        cursor: grab;
      }
      .card:not(.preview) > * + * {
        margin-top: 0.9rem;
      }
    `,
  ];

  protected override render() {
    const { options } = this;
    const query = formatBadgeOptions(options);
    const address = `${badgeOrigin(this.origin)}/badge${query && `?${query}`}`;
    const { width, height } = sourceSizeOf(options);
    return html`<p class="lead">${t.lead}</p>
      <div class="card preview">
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
            options: optionsOf(['scene', 'dark', 'bright', 'checks'], t.backgrounds),
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
    const { width, height } = sourceSizeOf(options);
    const themes: readonly Labelled[] = optionsOf(BADGE_THEMES, t.theme);
    const positions: readonly Labelled[] = optionsOf(BADGE_POSITIONS, t.position);
    return html`<div class="card" role="group" aria-label=${t.look}>
      <h3>${t.look}</h3>
      <rolecall-theme
        .label=${t.themeLabel}
        .value=${options.theme}
        .options=${themes}
        @rolecall-value=${({ value: theme }: ValueEvent<BadgeTheme>) => this.#change({ theme })}
      ></rolecall-theme>
      <div class="looks">
        <rolecall-position
          .label=${t.positionLabel}
          .value=${options.position}
          .options=${positions}
          @rolecall-value=${({ value: position }: ValueEvent<BadgePosition>) => this.#change({ position })}
        ></rolecall-position>
        <rolecall-slider
          .label=${t.size}
          .min=${BADGE_SIZE.min}
          .max=${BADGE_SIZE.max}
          .step=${5}
          .value=${options.size}
          .text=${`${options.size} % · ${width} × ${height} px`}
          @rolecall-value=${({ value: size }: ValueEvent<number>) => this.#change({ size })}
        ></rolecall-slider>
      </div>
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
