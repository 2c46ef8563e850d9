import { type Kind, KINDS } from '../../../server/core/roles.ts';
import type { TwitchStatus } from '../state/twitch-login.ts';
import { type KindStatus, type Status, syncedAt } from '../state/view-state.ts';
import { listTexts } from '../texts/lists.ts';
import { healthTexts } from '../texts/health.ts';
import { language, listOf } from '../texts/language.ts';
import { ageOf, inTimeOf } from './time.ts';
import type { Trouble, TroubleAct } from './troubles.ts';

const t = healthTexts[language];
const l = listTexts[language];

/** What a new login mends. */
const LOGIN_PROBLEMS: readonly string[] = [
  'missing_scope',
  'login_expired',
  'wrong_account',
  'not_connected',
  'forbidden',
  'needs_login',
] satisfies (keyof typeof t.why)[];

export interface HealthInput {
  readonly status: Status;
  /** null: not known, or this page may not see it. */
  readonly login: TwitchStatus | null;
  /** Epoch ms. */
  readonly now: number;
}

/** What is wrong with the login and the lists; each thing once. */
export function healthTroubles(input: HealthInput): Trouble[] {
  const { status, login } = input;
  if (status.state === 'disconnected') return [loginTrouble(input)];
  const troubles = failures(input);
  if (status.state === 'stale') troubles.push(staleTrouble(input));
  // What was never asked for and fails because of it is told by the list.
  const told = troubles.some(({ acts }) => acts.some(({ kind }) => kind === 'login'));
  if (!told && login?.state === 'connected') troubles.push(...missingTroubles(login));
  return troubles;
}

function loginTrouble({ status, login, now }: HealthInput): Trouble {
  if (login?.pending) return trouble('login', t.waiting, '', [{ kind: 'login', label: t.showCode }]);
  const at = syncedAt(status);
  const isLost = login?.state === 'lost' || at !== null;
  const acts: TroubleAct[] = isOurs(login)
    ? [{ kind: 'login', label: isLost ? t.connectAgain : t.connect }]
    : [{ kind: 'open', label: t.connect, section: 'connect' }];
  const known = t.inUse(at === null ? null : ageOf(at, now));
  return trouble('login', isLost ? t.loginEnded : t.notConnected, known, acts);
}

/** Lists that failed for the same reason are one thing. */
function failures({ status, login, now }: HealthInput): Trouble[] {
  const failed = KINDS.filter((kind) => status.kinds[kind].state === 'failed');
  const codes = new Set(failed.map((kind) => status.kinds[kind].error?.code ?? 'internal'));
  return [...codes].map((code) => {
    const kinds = failed.filter((kind) => (status.kinds[kind].error?.code ?? 'internal') === code);
    const why = whyOf(status.kinds[kinds[0] as Kind].error);
    const isAll = kinds.length === KINDS.length;
    const says = isAll ? t.noneRead(why) : t.unread(listOf(kinds.map((kind) => l.kind[kind])), why);
    const needsLogin = LOGIN_PROBLEMS.includes(code);
    const retry = !needsLogin && status.nextSyncAt ? retryWords(status.nextSyncAt, now) : '';
    return trouble(`failed ${code}`, says, retry, [actOf(code, kinds, login)], isAll);
  });
}

function retryWords(at: string, now: number): string {
  return t.trying(inTimeOf(Math.max(1_000, Date.parse(at) - now)));
}

function whyOf(error: KindStatus['error']): string {
  const code = error?.code ?? 'internal';
  return isKnown(code) ? t.why[code] : t.why.internal;
}

/** One that can be begun here: that of Streamer.bot, or one that this page may not see, is set up in the settings. */
const isOurs = (login: TwitchStatus | null): boolean => login !== null && login.through === 'login';

const isKnown = (code: string): code is keyof typeof t.why => Object.hasOwn(t.why, code);

function actOf(code: string, kinds: readonly Kind[], login: TwitchStatus | null): TroubleAct {
  if (code === 'source_not_set_up') return { kind: 'open', label: t.setUp, section: 'connect' };
  if (!LOGIN_PROBLEMS.includes(code)) return { kind: 'sync', label: t.tryAgain, kinds };
  const label = code === 'missing_scope' ? t.allow : t.connectAgain;
  return isOurs(login) ? { kind: 'login', label } : { kind: 'open', label, section: 'connect' };
}

function staleTrouble({ status, now }: HealthInput): Trouble {
  const at = syncedAt(status);
  const acts: TroubleAct[] = [{ kind: 'sync', label: t.syncNow, kinds: KINDS }];
  if (at === null) return trouble('stale', t.neverRead, '', acts);
  const isOld = now - Date.parse(at) > HOUR_MS;
  return isOld ? trouble('stale', t.old(ageOf(at, now)), '', acts) : trouble('stale', t.missed, '', acts);
}

const HOUR_MS = 3_600_000;

function missingTroubles({ missing }: TwitchStatus): Trouble[] {
  if (missing.length === 0) return [];
  const words = missing.map(({ scope, neededFor }) =>
    Object.hasOwn(t.needs, scope) ? (t.needs[scope] ?? neededFor) : neededFor,
  );
  const what = listOf([...new Set(words)]);
  return [trouble('missing', t.notAllowed(what), '', [{ kind: 'login', label: t.allow }])];
}

function trouble(
  key: string,
  says: string,
  fix: string,
  acts: TroubleAct[],
  isGrave = key === 'login',
): Trouble {
  return { key, isGrave, says, fix, acts, isClosable: false };
}
