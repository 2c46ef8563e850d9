import { parseArgs } from 'node:util';

/** What Twitch does all the time, in place of storms that pass. */
export const LASTING = ['lag', 'flicker', 'refused'] as const;
export type Lasting = (typeof LASTING)[number];

export interface SoakOptions {
  readonly minutes: number;
  /** The same seed makes the same storms; what meets what in time is still up to the machine. */
  readonly seed: number;
  readonly subs: number;
  readonly vips: number;
  readonly mods: number;
  /** Seconds that an access token lives, so that refreshing is a matter of course. */
  readonly tokenLifeS: number;
  /** How many random damages of a data folder are tried, in place of storms; 0: none. */
  readonly damages: number;
  /** How often it is killed while changes are acknowledged, in place of storms; 0: not at all. */
  readonly kills: number;
  /** Names of faults, to look at a few alone; empty: all. */
  readonly only: readonly string[];
  /** So many frames and requests of the fuzzer instead of the storms; 0: the storms. */
  readonly fuzz: number;
  /** Empty: storms and calms. */
  readonly lasting: readonly Lasting[];
}

const USAGE =
  'usage: npm run soak -- [--minutes N] [--seed S] [--subs 2000] [--token-life 90] [--only "kill -9,short pages"] [--faults lag,flicker | refused]\n' +
  '       npm run soak -- --fuzz N | --damages N | --kills N [--seed S]';

/** @throws Error whose message is one clear sentence and the usage */
export function parseSoakArgs(argv: readonly string[]): SoakOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...argv],
    options: {
      ...{ minutes: text, seed: text, subs: text, 'token-life': text, only: text, faults: text },
      ...{ fuzz: text, damages: text, kills: text },
    },
  });
  const number = (name: keyof typeof values, preset: number, min: number, max: number): number => {
    const value = Number(values[name] ?? preset);
    if (value >= min && value <= max) return value;
    throw new Error(`--${name} needs a number from ${min} to ${max}.\n${USAGE}`);
  };
  const lasting = wordsOf(values.faults).map(asLasting);
  if (lasting.includes('refused') && lasting.length > 1)
    throw new Error(`--faults refused goes alone: what is not heard cannot be judged by events.\n${USAGE}`);
  return {
    lasting,
    minutes: number('minutes', 1, 0.5, 24 * 60),
    seed: Math.floor(number('seed', Date.now() % 100_000, 0, 2 ** 31 - 1)),
    subs: Math.floor(number('subs', 2000, 20, 100_000)),
    damages: Math.floor(number('damages', 0, 0, 1_000_000)),
    kills: Math.floor(number('kills', 0, 0, 1_000_000)),
    vips: 60,
    mods: 30,
    fuzz: Math.floor(number('fuzz', 0, 0, 1e9)),
    only: wordsOf(values.only),
    // A login that is renewed all the time is a storm's business.
    tokenLifeS: Math.floor(number('token-life', lasting.length > 0 ? 14_400 : 90, 20, 14_400)),
  };
}

const wordsOf = (list = ''): string[] => list.split(',').filter((word) => word !== '');

function asLasting(word: string): Lasting {
  const known = LASTING.find((each) => each === word);
  if (known) return known;
  throw new Error(`--faults knows ${LASTING.join(', ')}, not "${word}".\n${USAGE}`);
}
