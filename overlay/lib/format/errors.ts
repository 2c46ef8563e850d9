/** The message of an error without the path of the parameter: `texts.vip: at most 300` reads `At most 300`. */
export function errorText(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/^[a-zA-Z_]+(\.[\w-]+)*: (.)/, (_all, _path, first: string) => first.toUpperCase());
}
