import { type Language, LANGUAGES } from '../../../server/core/languages.ts';
/*
 * The options of the badge in its address. The badge reads them, the settings page writes them. A missing or
 * wrong one has its default: a badge on stream never shows an error.
 */

export const BADGE_PARTS = ['icon', 'state', 'how', 'age', 'counts', 'decisions'] as const;
export type BadgePart = (typeof BADGE_PARTS)[number];

export const BADGE_POSITIONS = [
  'top-left',
  'top',
  'top-right',
  'left',
  'center',
  'right',
  'bottom-left',
  'bottom',
  'bottom-right',
] as const;
export type BadgePosition = (typeof BADGE_POSITIONS)[number];

export const BADGE_THEMES = ['dark', 'light', 'glass', 'plain'] as const;
export type BadgeTheme = (typeof BADGE_THEMES)[number];

/** Percent. */
export const BADGE_SIZE = { min: 50, max: 400 } as const;
/** How long a card of a decision stays, seconds. */
export const BADGE_SECONDS = { min: 2, max: 30 } as const;

/** Characters of each text that the address brings. */
export const MAX_OWN_WORDS = 60;

export interface BadgeOptions {
  /** In the order of `BADGE_PARTS`, each once; at least one. */
  readonly parts: readonly BadgePart[];
  readonly position: BadgePosition;
  /** 50 to 400 percent. */
  readonly size: number;
  readonly theme: BadgeTheme;
  /** Hidden while everything is fresh. */
  readonly hidesFresh: boolean;
  /** Icons without words. */
  readonly isWordless: boolean;
  /** Also cards of viewers who were denied. */
  readonly showsDenied: boolean;
  /** Also cards with names that only a tool has said: whoever sends them chooses what stands on stream. */
  readonly showsSaidNames: boolean;
  /** 2 to 30. */
  readonly seconds: number;
  /** null: the language of the browser. */
  readonly lang: Language | null;
  /** What the feature is called; never empty. */
  readonly label: string;
  /** Instead of the words for on and off, and of the line how to get time; empty: those of Rolecall. */
  readonly on: string;
  readonly off: string;
  readonly how: string;
}

export const DEFAULT_BADGE: BadgeOptions = {
  parts: ['icon', 'state'],
  position: 'top-left',
  size: 100,
  theme: 'dark',
  hidesFresh: false,
  isWordless: false,
  showsDenied: false,
  showsSaidNames: false,
  seconds: 6,
  lang: null,
  label: 'TTS',
  on: '',
  off: '',
  how: '',
};

/** From `location.search`. */
export function parseBadgeOptions(search: string): BadgeOptions {
  const query = new URLSearchParams(search);
  const asked = (query.get('parts') ?? '').split(',').map((part) => part.trim());
  const parts = BADGE_PARTS.filter((part) => asked.includes(part));
  return {
    parts: parts.length > 0 ? parts : DEFAULT_BADGE.parts,
    position: oneOf(query.get('pos'), BADGE_POSITIONS, DEFAULT_BADGE.position),
    size: wholeNumber(query.get('size'), BADGE_SIZE, DEFAULT_BADGE.size),
    theme: oneOf(query.get('theme'), BADGE_THEMES, DEFAULT_BADGE.theme),
    hidesFresh: query.get('hide') === 'fresh',
    isWordless: query.get('words') === 'none',
    showsDenied: query.get('denied') === '1',
    showsSaidNames: query.get('names') === 'said',
    seconds: wholeNumber(query.get('seconds'), BADGE_SECONDS, DEFAULT_BADGE.seconds),
    lang: oneOf(query.get('lang'), LANGUAGES, null),
    label: ownWords(query.get('label')) || DEFAULT_BADGE.label,
    on: ownWords(query.get('on')),
    off: ownWords(query.get('off')),
    how: ownWords(query.get('how')),
  };
}

/** The shortest query with these options, without `?`; empty for the defaults. */
export function formatBadgeOptions(options: BadgeOptions): string {
  const query = new URLSearchParams();
  const parts = BADGE_PARTS.filter((part) => options.parts.includes(part));
  if (parts.length > 0 && parts.join() !== DEFAULT_BADGE.parts.join()) query.set('parts', parts.join());
  if (options.position !== DEFAULT_BADGE.position) query.set('pos', options.position);
  if (options.size !== DEFAULT_BADGE.size) query.set('size', String(options.size));
  if (options.theme !== DEFAULT_BADGE.theme) query.set('theme', options.theme);
  if (options.hidesFresh) query.set('hide', 'fresh');
  if (options.isWordless) query.set('words', 'none');
  if (options.showsDenied) query.set('denied', '1');
  if (options.showsSaidNames) query.set('names', 'said');
  if (options.seconds !== DEFAULT_BADGE.seconds) query.set('seconds', String(options.seconds));
  if (options.lang) query.set('lang', options.lang);
  for (const name of ['label', 'on', 'off', 'how'] as const)
    if (options[name] !== DEFAULT_BADGE[name]) query.set(name, options[name]);
  return query.toString().replaceAll('%2C', ',').replaceAll('+', '%20');
}

/** The size of the badge as a source in OBS, px. The badge shrinks to its source, so that any other will do too. */
export function sourceSizeOf({ parts, size }: BadgeOptions): { width: number; height: number } {
  const [width, height] = parts.includes('decisions') ? [460, 320] : [400, 80];
  return { width: Math.ceil((width * size) / 100), height: Math.ceil((height * size) / 100) };
}

/** OBS's own default. The page is transparent anyway. */
const OBS_CSS = 'body { background-color: rgba(0, 0, 0, 0); margin: 0px auto; overflow: hidden; }';

/**
 * The link to drag into OBS, which makes a browser source of it and removes the `layer-…` parameters.
 * Source: obs-studio, OBSBasic_Dropfiles.cpp.
 * @param address of the badge, with its options
 */
export function obsLinkOf(address: string, options: BadgeOptions): string {
  const { width, height } = sourceSizeOf(options);
  const layer = new URLSearchParams({
    'layer-name': 'Rolecall',
    'layer-width': String(width),
    'layer-height': String(height),
    'layer-css': OBS_CSS,
  });
  const query = layer.toString().replaceAll('+', '%20');
  return `${address}${address.includes('?') ? '&' : '?'}${query}`;
}

/** On one line, and not endless. */
function ownWords(text: string | null): string {
  const characters = [...(text ?? '').replace(/\s+/g, ' ')];
  return characters.slice(0, MAX_OWN_WORDS).join('').trim();
}

function oneOf<T extends string, F>(text: string | null, allowed: readonly T[], fallback: F): T | F {
  return allowed.find((each) => each === text) ?? fallback;
}

function wholeNumber(
  text: string | null,
  { min, max }: { min: number; max: number },
  fallback: number,
): number {
  const number = Number(text ?? Number.NaN);
  return text !== '' && Number.isFinite(number) ? Math.min(max, Math.max(min, Math.round(number))) : fallback;
}
