/** A change is on its way to the server as soon as its field is left, or the server is back. */
const SAVED_MS = 2_000;
const TYPED_INTO = 'input:not([type=checkbox], [type=radio]), textarea';

/** Reloads the page, but not while a field is edited: what was typed into it would be lost. */
export function reloadWhenIdle(): void {
  setTimeout(() => {
    if (!focused(document)?.matches(TYPED_INTO)) location.reload();
    else addEventListener('focusout', reloadWhenIdle, { once: true });
  }, SAVED_MS);
}

/** The element that has the focus, also inside of components. */
function focused({ activeElement }: DocumentOrShadowRoot): Element | null {
  const inside = activeElement?.shadowRoot;
  return inside ? focused(inside) : activeElement;
}
