/** The value of the field that sent the event. */
export function valueOf({ target }: Event): string {
  return (target as HTMLInputElement | HTMLSelectElement).value;
}

/** The text of a field in a form. */
export function textIn(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
}
