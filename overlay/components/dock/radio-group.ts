import { css, html, nothing } from 'lit';

export interface RadioOption<T> {
  readonly value: T;
  readonly label: string;
  /** How many there are: below the label. */
  readonly count?: string;
}

/** A radio group that looks like one bar. Needs `controlStyles` and `radioGroupStyles`. */
export function radioGroup<T>(
  label: string,
  options: readonly RadioOption<T>[],
  chosen: T,
  choose: (value: T) => void,
) {
  const onKey = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = options.findIndex(({ value }) => value === chosen);
    const next = (at + step + options.length) % options.length;
    const group = event.currentTarget as HTMLElement;
    choose((options[next] as RadioOption<T>).value);
    (group.children[next] as HTMLElement).focus();
  };
  return html`<div class="choice" part="choice" role="radiogroup" aria-label=${label} @keydown=${onKey}>
    ${options.map(
      ({ value, label, count }) =>
        html`<button
          type="button"
          role="radio"
          aria-checked=${value === chosen}
          tabindex=${value === chosen ? 0 : -1}
          @click=${() => choose(value)}
        >
          ${label}${count === undefined ? nothing : html` <small>${count}</small>`}
        </button>`,
    )}
  </div>`;
}

export const radioGroupStyles = css`
  .choice {
    display: flex;
    padding: 2px;
    border-radius: 0.6rem;
    background: var(--rolecall-surface-raised);
  }
  .choice button {
    flex: 1 1 auto;
    min-height: 1.95rem;
    padding: 0.15rem 0.5rem;
    border: 0;
    border-radius: 0.48rem;
    background: none;
    color: var(--rolecall-text-soft);
    line-height: 1.2;
  }
  .choice small {
    display: block;
    font-size: 0.86rem;
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }
  .choice [aria-checked='true'] {
    background: var(--rolecall-chosen);
    color: var(--rolecall-text);
    font-weight: 600;
  }
`;
