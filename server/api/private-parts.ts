import { nameKey } from '../core/spelling.ts';

/** What has to be known to find what is private in a text. */
export interface PrivateParts {
  /** Takes secrets out. */
  readonly redact: (text: string) => string;
  /** The user's own folder: its name is often that of a person. */
  readonly home: string;
  /** Whether a login, in lower case, or a display name, as `nameKey()` writes it, is somebody's here. */
  readonly isSomebody: (name: string) => boolean;
}

/** Names of actions and of files of ours. */
const OURS = /^[a-z]+[.-][a-z]+$/;
const QUOTED = /"[^"]*"|“[^”]*”|'[^']*'/g;
const WORD = /[\p{L}\p{M}\p{N}_]{2,}/gu;
const LONG_NUMBER = /\d{6,}/g;

/**
 * A text that may be shown to strangers who help: without secrets, ids, addresses of people and names. Words that
 * are somebody's name here go even where they mean something else.
 */
export function withoutPrivateParts(text: string, { redact, home, isSomebody }: PrivateParts): string {
  const folders = new Set([home, home.replaceAll('\\', '/'), home.replaceAll('\\', '\\\\')]);
  let clean = redact(text);
  for (const folder of folders) if (folder.length > 3) clean = clean.replaceAll(folder, '~');
  return clean
    .replace(/[\p{Cc}]+/gu, ' ')
    .replace(QUOTED, (quoted) => (OURS.test(quoted.slice(1, -1)) ? quoted : '"…"'))
    .replace(LONG_NUMBER, '#')
    .replace(WORD, (word) => (isSomebody(nameKey(word)) ? '(a name)' : word));
}
