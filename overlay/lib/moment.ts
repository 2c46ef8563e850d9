import { type Language, language } from './texts.ts';

const DAY_MS = 86_400_000;

/** `14:02` for a time of the last hours, `Nov 22, 14:02` for one of the last week, else `Nov 22, 2026`. */
export function momentOf(at: string, now = Date.now(), lang: Language = language): string {
  const age = now - Date.parse(at);
  const clock = { hour: 'numeric', minute: '2-digit' } as const;
  const day = { day: 'numeric', month: 'short' } as const;
  const shown =
    age < DAY_MS / 2 ? clock : age < 7 * DAY_MS ? { ...day, ...clock } : { ...day, year: 'numeric' as const };
  return new Date(at).toLocaleString(lang, shown);
}
