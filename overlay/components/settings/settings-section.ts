import { html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Marks } from '../../lib/state/saving.ts';
import type { Option } from './choice.ts';
import { EditEvent, type ValueEvent } from './events.ts';
import './choice.ts';
import './field.ts';
import './switch.ts';

interface ChoiceOptions<T> {
  readonly label: string;
  readonly value: T | '';
  readonly options: readonly (Option & { readonly value: T })[];
  readonly hint?: string;
  readonly cards?: boolean;
}

interface NumberOptions {
  readonly label: string;
  /** null: empty, which is then a valid value. */
  readonly value: number | null;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly hint?: string;
  readonly optional?: boolean;
}

/** A part of the settings page. It shows fields, and asks the page for edits. */
export abstract class SettingsSection<Edit> extends LitElement {
  /** What became of the last change of each field. */
  @property({ attribute: false }) marks: Marks = new Map();
  /** Nothing can be changed now. */
  @property({ type: Boolean }) disabled = false;

  protected send(edit: Edit): void {
    this.dispatchEvent(new EditEvent(edit));
  }

  /** Why the last change of a field was not saved. */
  protected renderFailure(field: string) {
    const mark = this.marks.get(field);
    return mark?.state === 'failed' ? html`<p class="error" role="alert">${mark.message}</p>` : nothing;
  }

  protected renderSwitch(
    field: string,
    label: string,
    hint: string,
    checked: boolean,
    onChange: (checked: boolean) => void,
  ) {
    return html`<rolecall-switch
      .label=${label}
      .hint=${hint}
      .checked=${checked}
      .disabled=${this.disabled}
      .mark=${this.marks.get(field)}
      @rolecall-value=${({ value }: ValueEvent<boolean>) => onChange(value)}
    ></rolecall-switch>`;
  }

  protected renderChoice<T extends string>(
    field: string,
    { label, value, options, hint = '', cards = false }: ChoiceOptions<T>,
    onChange: (value: T) => void,
  ) {
    return html`<rolecall-choice
      .cards=${cards}
      .label=${label}
      .hint=${hint}
      .value=${value}
      .options=${options}
      .disabled=${this.disabled}
      .mark=${this.marks.get(field)}
      @rolecall-value=${(event: ValueEvent<T>) => onChange(event.value)}
    ></rolecall-choice>`;
  }

  /** @param onChange gets null if the field was emptied */
  protected renderNumber(
    field: string,
    { label, value, unit, min, max, hint = '', optional = false }: NumberOptions,
    onChange: (value: number | null) => void,
  ) {
    return html`<rolecall-field
      type="number"
      .label=${label}
      .hint=${hint}
      .unit=${unit}
      .value=${value === null ? '' : String(value)}
      .optional=${optional}
      .min=${min}
      .max=${max}
      .disabled=${this.disabled}
      .mark=${this.marks.get(field)}
      @rolecall-value=${(event: ValueEvent<string>) =>
        onChange(event.value === '' ? null : Number(event.value))}
    ></rolecall-field>`;
  }
}
