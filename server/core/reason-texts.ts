import { en } from './chat-texts/en.ts';
import type { ChatWords } from './chat-texts/words.ts';
import type { Role } from './roles.ts';

/** What may stand in braces in a sentence. */
export const PLACEHOLDERS = ['name', 'feature', 'timeLeft', 'roles'] as const;
type Placeholder = (typeof PLACEHOLDERS)[number];

/** The most characters of a sentence before its placeholders are filled in: a chat message holds 500. */
export const MAX_TEXT_LENGTH = 300;

export interface TextValues {
  readonly name: string;
  readonly feature: string;
  /** How long the answer holds or has to be waited for; null if for ever. */
  readonly timeLeftMs: number | null;
  /** What the viewer is; none if left out. */
  readonly roles?: readonly (Role | 'broadcaster')[];
}

/**
 * Puts values into a sentence. An unknown placeholder stays as it is. By hand: a regular expression with a
 * function takes longer than all the rest of a check.
 */
export function fillText(template: string, values: TextValues, words: ChatWords = en): string {
  let text = '';
  let done = 0;
  for (let open = template.indexOf('{'); open >= 0;) {
    const close = template.indexOf('}', open);
    if (close < 0) break;
    const value = valueOf(template.slice(open + 1, close), values, words);
    if (value !== null) {
      // What was put in is not looked at again: a viewer's name may look like a placeholder.
      text += template.slice(done, open) + value;
      done = close + 1;
    }
    open = template.indexOf('{', value === null ? open + 1 : done);
  }
  return text + template.slice(done);
}

/** `TTS`, `premium voice`: the name of a feature as one would say it. */
function featureInWords(feature: string): string {
  return feature === 'tts' ? 'TTS' : feature.replaceAll('-', ' ');
}

function valueOf(
  placeholder: string,
  { name, feature, timeLeftMs, roles = [] }: TextValues,
  words: ChatWords,
): string | null {
  switch (placeholder as Placeholder) {
    case 'name':
      return name;
    case 'feature':
      return featureInWords(feature);
    case 'timeLeft':
      return timeLeftMs === null ? words.forEver : spanInWords(timeLeftMs, words);
    case 'roles':
      return rolesInWords(roles, words);
    default:
      return null;
  }
}

/** `subscriber and VIP`, `viewer` for who holds none. */
export function rolesInWords(
  roles: readonly (Role | 'broadcaster')[],
  { role, and }: ChatWords = en,
): string {
  const words = roles.map((name) => role[name]);
  const last = words.pop();
  if (last === undefined) return role.viewer;
  return words.length > 0 ? `${words.join(', ')} ${and} ${last}` : last;
}

/** What is wrong with a sentence that somebody wrote, in plain words; null if it can be used. */
export function problemOfText(text: string): string | null {
  if (text.trim() === '') return 'there has to be a text';
  if (text.length > MAX_TEXT_LENGTH) return `at most ${MAX_TEXT_LENGTH} characters`;
  if (/\p{Cc}/u.test(text)) return 'no line breaks or other control characters';
  const known = new Set<string>(PLACEHOLDERS);
  const unknown = [...text.matchAll(/\{([^{}]*)\}/g)].find(([, name = '']) => !known.has(name));
  if (!unknown) return null;
  return `"${unknown[0]}" is not known; there are ${PLACEHOLDERS.map((name) => `{${name}}`).join(', ')}`;
}

/** `1 min 5 s`, `2 h 3 min`, `1 day 4 h`, `12 days`. Rounded up: nobody is told to come back too early. */
export function spanInWords(ms: number, words: ChatWords = en): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 600 && seconds % 60 > 0) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 24 * 60)
    return minutes % 60 > 0 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${minutes / 60} h`;
  const hours = Math.ceil(minutes / 60);
  const days = hours < 10 * 24 ? Math.floor(hours / 24) : Math.ceil(hours / 24);
  const restHours = Math.max(0, hours - days * 24);
  return `${days} ${days === 1 ? words.day : words.days}${restHours > 0 ? ` ${restHours} h` : ''}`;
}
