/** A change is on its way to the server as soon as its field is left. */
const SAVED_MS = 2_000;
const TYPED_INTO = 'input:not([type=checkbox], [type=radio]), textarea';

/** Reloads the page, but not while a field is edited: what was typed into it would be lost. */
export function reloadWhenIdle(): void {
  if (!focused(document)?.matches(TYPED_INTO)) return location.reload();
  addEventListener('focusout', () => setTimeout(reloadWhenIdle, SAVED_MS), { once: true });
}

/** The element that has the focus, also inside of components. */
function focused({ activeElement }: DocumentOrShadowRoot): Element | null {
  const inside = activeElement?.shadowRoot;
  return inside ? focused(inside) : activeElement;
}
