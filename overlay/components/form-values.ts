/** The value of the field that sent the event. */
export function valueOf({ target }: Event): string {
  return (target as HTMLInputElement | HTMLSelectElement).value;
}

/** The text of a field in a form. */
export function textIn(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
}

/** Whether a field takes nothing now. Not while it is edited: it would lose its focus, and no event would say so. */
export function isLocked(root: DocumentOrShadowRoot | null, disabled: boolean): boolean {
  return disabled && !(root?.activeElement instanceof HTMLInputElement);
}
