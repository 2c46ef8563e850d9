import type { Kind } from '../../../server/core/roles.ts';
import type { WarningCode } from '../../../server/core/warnings.ts';
import type { Section } from '../state/settings-sections.ts';
import type { Status } from '../state/view-state.ts';
import { language } from '../texts/language.ts';
import { warningTexts } from '../texts/warnings.ts';
import { warningFacts } from './warning-facts.ts';

const t = warningTexts[language];

/**
 * What a button does: opens a section of the settings, reads lists, begins a login, restores what waits, or has the
 * warning dismissed.
 */
export type TroubleAct =
  | { readonly kind: 'open'; readonly label: string; readonly section: Section }
  | { readonly kind: 'sync'; readonly label: string; readonly kinds: readonly Kind[] }
  | { readonly kind: 'login'; readonly label: string }
  | { readonly kind: 'restore' | 'dismiss'; readonly label: string };

/** Something that the streamer has to know, ready to be shown. */
export interface Trouble {
  /** The code of a warning, or what tells a wrong question from others. */
  readonly key: string;
  /** Somebody may be let in or kept out who should not be, or nothing is saved. */
  readonly isGrave: boolean;
  readonly says: string;
  readonly fix: string;
  readonly acts: readonly TroubleAct[];
  /** It can be put away without a button of its own that does so. */
  readonly isClosable: boolean;
}

/** Where it is shown: only who looks at the rules can say that they are right. */
export type Place = 'dock' | Section;

/** The gravest first. */
const GRAVE: readonly string[] = [
  'rules_unknown',
  'store_gone',
  'roster_damaged',
  'login_lost',
  'mutes_lost',
  'grants_waiting',
] satisfies WarningCode[];
/** They end when what is wrong ends, and before that they are true. */
const LASTING: ReadonlySet<string> = new Set<WarningCode>(['store_gone', 'roster_damaged', 'login_lost']);

const dismiss = (label: string): TroubleAct => ({ kind: 'dismiss', label });
const open = (section: Section, label: string): TroubleAct => ({ kind: 'open', label, section });

/** The warnings of a status, grave ones first. */
export function troublesOf(status: Status, place: Place): Trouble[] {
  const rank = ({ key, isGrave }: Trouble): number => (isGrave ? GRAVE.indexOf(key) : GRAVE.length);
  return status.warnings
    .map((warning) => troubleOf(warning, status, place))
    .sort((one, other) => rank(one) - rank(other));
}

function troubleOf(
  { code, message, fix }: Status['warnings'][number],
  status: Status,
  place: Place,
): Trouble {
  const facts = warningFacts(message, status);
  // Of a newer server, or of an older one's file: its own words.
  const [says, todo] = isKnown(code) ? t.words[code](facts) : [message, fix ?? ''];
  const acts = actsOf(code, facts.count, place);
  const isLasting = LASTING.has(code);
  if (acts.length === 0 && !isLasting) acts.push(dismiss(t.ok));
  const isClosable = !isLasting && code !== 'rules_unknown' && !acts.some(({ kind }) => kind === 'dismiss');
  return { key: code, isGrave: GRAVE.includes(code), says, fix: todo, acts, isClosable };
}

function isKnown(code: string): code is WarningCode {
  return Object.hasOwn(t.words, code);
}

function actsOf(code: string, count: number | null, place: Place): TroubleAct[] {
  switch (code) {
    case 'grants_waiting':
      return [{ kind: 'restore', label: t.restore(count) }, dismiss(t.leaveOut)];
    case 'rules_unknown':
      return place === 'access' ? [dismiss(t.rulesRight)] : [open('access', t.rules)];
    case 'empty_channel':
      return [dismiss(t.yes), open('connect', t.another)].filter((act) => isElsewhere(act, place));
    default:
      return linksOf(code).filter((act) => isElsewhere(act, place));
  }
}

function linksOf(code: string): TroubleAct[] {
  switch (code) {
    case 'rewards_not_ours':
      return [open('points', t.reward)];
    case 'login_lost':
      return [open('connect', t.connect)];
    case 'manifest_lost':
    case 'warnings_lost':
      return [open('access', t.rules)];
    case 'access_tokens_lost':
      return [open('computers', t.tokens)];
    case 'peers_lost':
      return [open('integrations', t.setUp)];
    case 'newer_version':
      return [open('help', t.update)];
    case 'peer_passwords_lost':
      return [open('integrations', t.passwords)];
    default:
      return [];
  }
}

/** No button leads to where one is. */
function isElsewhere(act: TroubleAct, place: Place): boolean {
  return act.kind !== 'open' || act.section !== place;
}
