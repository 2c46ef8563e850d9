import { type Api, type Frame, Gone } from './api.ts';
import { type Random, sleep } from './random.ts';

const LIMIT_MS = 60_000;

/** What is wanted, one after the other, and what was acknowledged of it. */
export class Register {
  readonly name: string;
  readonly #write: (api: Api, value: string) => Promise<Frame>;
  readonly #read: (api: Api) => Promise<string | null>;
  readonly #keptOf: (value: string) => string | null;
  /** What has to be there. */
  #acknowledged: string | null = null;
  /** Asked for and not answered: it may have been kept or not. */
  #asked: string | null = null;
  #next = 0;
  /** How many writes were acknowledged. */
  writes = 0;

  constructor(
    name: string,
    write: (api: Api, value: string) => Promise<Frame>,
    read: (api: Api) => Promise<string | null>,
    keptOf: (value: string) => string | null = (value) => value,
  ) {
    this.name = name;
    this.#write = write;
    this.#read = read;
    this.#keptOf = keptOf;
  }

  /** Writes for as long as there is an answer. @throws Error if a write is refused */
  async writeOn(api: Api, random: Random): Promise<void> {
    for (;;) {
      const value = String(++this.#next);
      this.#asked = value;
      const frame = await answered(this.#write(api, value));
      if (!frame) return;
      if (!frame.ok) throw new Error(`${this.name}: ${frame.error?.code} ${frame.error?.message}`);
      this.#acknowledged = this.#keptOf(value);
      this.#asked = null;
      this.writes++;
      await sleep(random.between(0, 20));
    }
  }

  /** After a restart: what was answered last is there, or what was asked for since. @returns what is wrong; null: nothing */
  async check(api: Api): Promise<string | null> {
    const found = await this.#read(api);
    const isRight =
      found === this.#acknowledged || (this.#asked !== null && found === this.#keptOf(this.#asked));
    const told = `${this.name}: ${this.#acknowledged} was acknowledged, ${this.#asked} asked for, ${found} is kept`;
    this.#acknowledged = found;
    this.#asked = null;
    return isRight ? null : told;
  }
}

/** null: the process is gone. */
export async function answered(asking: Promise<Frame>): Promise<Frame | null> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof Gone) return null;
    throw error;
  }
}

interface Exception {
  readonly userId: string;
  readonly note: string | null;
}
interface Answers {
  readonly 'settings.get': { readonly texts: Readonly<Record<string, string>> };
  readonly 'policy.get': { readonly features: Readonly<Record<string, { cooldown: { userMs: number } }>> };
  readonly 'overrides.list': { readonly items: readonly Exception[] };
  readonly 'grants.list': { readonly items: readonly Exception[] };
  readonly 'peers.get': { readonly obs: { readonly port: number } };
}
const read = <A extends keyof Answers>(api: Api, action: A, params: object = {}): Promise<Answers[A]> =>
  api.call<Answers[A]>(action, params);
const ask = (api: Api, action: string, params: object): Promise<Frame> => api.ask(action, params, LIMIT_MS);

const FEATURE = 'kept';
const RULES = {
  enabled: true,
  allow: { everyone: false, subscribers: null, vips: true, moderators: false, followers: null },
  grants: true,
  whenStale: 'use_last_known',
};
const MUTED = ['71', '72', '73'];
const PAID = ['81', '82'];

/** One of each kind that is kept: settings, rules, programs, who is muted, and who was given time. */
export function registers(): Register[] {
  const setting = new Register(
    'setting',
    (api, value) => ask(api, 'settings.set', { texts: { vip: value } }),
    async (api) => (await read(api, 'settings.get')).texts['vip'] ?? null,
  );
  const rules = new Register(
    'rules',
    (api, value) => {
      const cooldown = { globalMs: 0, userMs: Number(value), roleMs: {} };
      return ask(api, 'policy.set', { feature: FEATURE, policy: { ...RULES, cooldown } });
    },
    async (api) => {
      const userMs = (await read(api, 'policy.get')).features[FEATURE]?.cooldown.userMs;
      return userMs === undefined ? null : String(userMs);
    },
  );
  const peers = new Register(
    'program',
    (api, value) => ask(api, 'peers.set', { obs: { port: 20_000 + Number(value) } }),
    async (api) => {
      const { port } = (await read(api, 'peers.get')).obs;
      return port < 20_000 ? null : String(port - 20_000);
    },
  );
  return [setting, rules, peers, ...MUTED.map(mute), ...PAID.map(grant)];
}

/** Every third wish is to take it back. */
const isWanted = (value: string): boolean => Number(value) % 3 !== 0;
const noteOf = ({ items }: { readonly items: readonly Exception[] }): string | null => items[0]?.note ?? null;

function mute(userId: string): Register {
  const common = { userId, feature: 'tts', by: 'soak' };
  return new Register(
    `mute of ${userId}`,
    (api, note) =>
      isWanted(note)
        ? ask(api, 'overrides.set', { ...common, effect: 'deny', until: null, note })
        : ask(api, 'overrides.clear', common),
    async (api) => noteOf(await read(api, 'overrides.list', { userId })),
    (value) => (isWanted(value) ? value : null),
  );
}

function grant(userId: string): Register {
  const common = { userId, feature: 'tts', by: 'soak' };
  return new Register(
    `grant of ${userId}`,
    (api, note) =>
      isWanted(note)
        ? ask(api, 'grants.add', { ...common, minutes: 60, note })
        : ask(api, 'grants.revoke', common),
    async (api) => noteOf(await read(api, 'grants.list', { userId })),
    (value) => (isWanted(value) ? value : null),
  );
}
