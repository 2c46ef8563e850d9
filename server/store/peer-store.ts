import type { StoreDeps } from './files/data-folder.ts';
import { type JsonFile, openJsonFile } from './files/json-file.ts';
import { asArray, asBoolean, asInteger, asShape, asString, type Fields, orNull } from './parse.ts';

/** A program that is called: whether at all, and where it listens. */
export interface PeerSettings {
  readonly isOn: boolean;
  readonly host: string;
  readonly port: number;
}

/** A Streamer.bot action; it is found by its id, or by its name if the id is null. */
export interface ChosenAction {
  readonly id: string | null;
  readonly name: string | null;
}

export interface ChosenActions {
  readonly rolesChanged: ChosenAction | null;
  readonly syncFinished: ChosenAction | null;
  readonly syncFailed: ChosenAction | null;
  readonly grantStarted: ChosenAction | null;
  readonly grantEnded: ChosenAction | null;
}

/** `peers.json`. Holds no secret. */
export interface Peers {
  readonly streamerbot: PeerSettings & { readonly actions: ChosenActions };
  readonly speakerbot: PeerSettings;
  readonly obs: PeerSettings;
}

/** `peer-passwords.json`. */
export interface PeerPasswords {
  readonly streamerbot: string | null;
  readonly obs: string | null;
}

/** `speakerbot-regulars.json`: id and name of who is a Regular, and of who is one no more. */
export interface ToldRegulars {
  readonly regulars: readonly ToldUser[];
  readonly removed: readonly ToldUser[];
}
type ToldUser = { readonly userId: string; readonly name: string };

const HOST = '127.0.0.1';
export const NO_ACTIONS: ChosenActions = {
  rolesChanged: null,
  syncFinished: null,
  syncFailed: null,
  grantStarted: null,
  grantEnded: null,
};
export const DEFAULT_PEERS: Peers = {
  streamerbot: { isOn: false, host: HOST, port: 8080, actions: NO_ACTIONS },
  speakerbot: { isOn: false, host: HOST, port: 6669 },
  obs: { isOn: false, host: HOST, port: 4455 },
};

/** Everything about the programs that we call. */
export class PeerStore {
  readonly #peers: JsonFile<Peers>;
  readonly #passwords: JsonFile<PeerPasswords>;
  readonly #told: JsonFile<ToldRegulars>;

  constructor(peers: JsonFile<Peers>, passwords: JsonFile<PeerPasswords>, told: JsonFile<ToldRegulars>) {
    this.#peers = peers;
    this.#passwords = passwords;
    this.#told = told;
  }

  get(): Peers {
    return this.#peers.data;
  }

  passwords(): PeerPasswords {
    return this.#passwords.data;
  }

  told(): ToldRegulars {
    return this.#told.data;
  }

  /** Durable when it resolves; passwords first. @throws StoreError `invalid_data`, `not_saved` */
  async update(change: (peers: Peers) => Peers, passwords: Partial<PeerPasswords> = {}): Promise<void> {
    if (Object.keys(passwords).length > 0) {
      await this.#passwords.update((before) => ({ ...before, ...passwords }));
    }
    await this.#peers.update(change);
  }

  /** @throws StoreError `not_saved` */
  async saveTold(told: ToldRegulars): Promise<void> {
    await this.#told.update(() => told);
  }

  async settle(): Promise<void> {
    await Promise.all([this.#peers.settle(), this.#passwords.settle(), this.#told.settle()]);
  }

  async close(): Promise<void> {
    await Promise.all([this.#peers.close(), this.#passwords.close(), this.#told.close()]);
  }
}

/** @throws StoreError `file_too_new`, `file_unreadable` */
export async function openPeers(deps: StoreDeps): Promise<PeerStore> {
  const common = { version: 1, copy: 'now', isOldFine: true } as const;
  const [peers, passwords, told] = await Promise.all([
    openJsonFile<Peers>(deps, {
      ...common,
      name: 'peers',
      defaults: DEFAULT_PEERS,
      parse: parsePeers,
      lost: {
        code: 'peers_lost',
        message: 'How Streamer.bot, Speaker.bot and OBS are reached is lost.',
        fix: 'Set it up again in the settings.',
      },
    }),
    openJsonFile<PeerPasswords>(deps, {
      ...common,
      name: 'peer-passwords',
      defaults: { streamerbot: null, obs: null },
      parse: parsePasswords,
      lost: {
        code: 'peer_passwords_lost',
        message: 'The passwords of Streamer.bot and OBS are lost.',
        fix: 'Enter them again in the settings.',
      },
    }),
    openJsonFile<ToldRegulars>(deps, {
      ...common,
      name: 'speakerbot-regulars',
      defaults: { regulars: [], removed: [] },
      parse: parseTold,
      isCompact: true,
      lost: {
        code: 'regulars_lost',
        message: 'Whom Speaker.bot was told to make a Regular is lost.',
        fix: 'See in Speaker.bot whether somebody is a Regular who should not be one.',
      },
    }),
  ]);
  return new PeerStore(peers, passwords, told);
}

/** For an import too: what is missing has its default, what is wrong or unknown is refused. */
export function parsePeers(value: unknown): Peers {
  const fields = asShape(value, ['streamerbot?', 'speakerbot?', 'obs?'], 'peers');
  const { streamerbot, speakerbot, obs } = { ...DEFAULT_PEERS, ...fields } as Fields;
  const bot = asShape(streamerbot, ['isOn', 'host', 'port', 'actions'], 'streamerbot');
  return {
    streamerbot: { ...parseOne(bot, 'streamerbot'), actions: parseActions(bot['actions']) },
    speakerbot: parseOne(asShape(speakerbot, ['isOn', 'host', 'port'], 'speakerbot'), 'speakerbot'),
    obs: parseOne(asShape(obs, ['isOn', 'host', 'port'], 'obs'), 'obs'),
  };
}

function parseOne(fields: Fields, at: string): PeerSettings {
  return {
    isOn: asBoolean(fields['isOn'], `${at}.isOn`),
    host: asString(fields['host'], `${at}.host`),
    port: asInteger(fields['port'], `${at}.port`, 1, 65_535),
  };
}

function parseActions(value: unknown): ChosenActions {
  const names = Object.keys(NO_ACTIONS);
  const fields = asShape(
    value,
    names.map((name) => `${name}?`),
    'actions',
  );
  const chosen = (event: keyof ChosenActions): ChosenAction | null =>
    orNull(fields[event] ?? null, parseAction, `actions.${event}`);
  return {
    rolesChanged: chosen('rolesChanged'),
    syncFinished: chosen('syncFinished'),
    syncFailed: chosen('syncFailed'),
    grantStarted: chosen('grantStarted'),
    grantEnded: chosen('grantEnded'),
  };
}

function parseAction(value: unknown, at: string): ChosenAction {
  const { id, name } = asShape(value, ['id', 'name'], at) as { id: unknown; name: unknown };
  const action = { id: orNull(id, asString, `${at}.id`), name: orNull(name, asString, `${at}.name`) };
  if (action.id === null && action.name === null) throw new Error(`${at} has neither id nor name`);
  return action;
}

function parsePasswords(value: unknown): PeerPasswords {
  const fields = asShape(value, ['streamerbot', 'obs'], 'passwords');
  return {
    streamerbot: orNull(fields['streamerbot'], asString, 'streamerbot'),
    obs: orNull(fields['obs'], asString, 'obs'),
  };
}

function parseTold(value: unknown): ToldRegulars {
  const fields = asShape(value, ['regulars', 'removed'], 'told');
  const users = (name: string): ToldUser[] =>
    asArray(fields[name], name).map((user, i) => {
      const at = `${name}[${i}]`;
      const { userId, name: shown } = asShape(user, ['userId', 'name'], at);
      return { userId: asString(userId, `${at}.userId`), name: asString(shown, `${at}.name`) };
    });
  return { regulars: users('regulars'), removed: users('removed') };
}
