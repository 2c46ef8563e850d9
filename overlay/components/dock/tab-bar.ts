import { html } from 'lit';

export interface Tab<T extends string> {
  readonly name: T;
  readonly label: string;
}

/** A tab bar: arrows go from tab to tab, and the Tab key goes into the pane. */
export function tabBar<T extends string>(
  label: string,
  tabs: readonly Tab<T>[],
  chosen: T,
  choose: (name: T) => void,
) {
  const onKey = (event: KeyboardEvent): void => {
    const at = tabs.findIndex(({ name }) => name === chosen);
    const last = tabs.length - 1;
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const index = (next + tabs.length) % tabs.length;
    choose((tabs[index] as Tab<T>).name);
    ((event.currentTarget as HTMLElement).children[index] as HTMLElement).focus();
  };
  return html`<div class="tabs" part="tabs" role="tablist" aria-label=${label} @keydown=${onKey}>
    ${tabs.map(
      ({ name, label }) =>
        html`<button
          id="tab-${name}"
          type="button"
          role="tab"
          aria-selected=${name === chosen}
          aria-controls="panel"
          tabindex=${name === chosen ? 0 : -1}
          @click=${() => choose(name)}
        >
          ${label}
        </button>`,
    )}
  </div>`;
}
