import { ACTION_NAMES, ACTIONS, type ActionName } from '../../../server/protocol/actions.ts';
import { type JsonSchema, schemaOf } from '../../../server/protocol/docs/json-schema.ts';
import type { Random } from '../../soak/random.ts';
import { Mutations } from './mutations.ts';
import { type Pools, Samples } from './samples.ts';

/** What would start programs, call other computers, end the login or empty everything is only ever asked wrongly. */
const NEVER_RIGHT: readonly ActionName[] = [
  'server.demo',
  'peers.set',
  'peers.actions',
  'peers.resend',
  'twitch.connect',
  'twitch.disconnect',
  'data.import',
  'data.delete',
];
const METHODS = ['GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'];
const PATHS = [
  '/health',
  '/ping',
  '/api/check',
  '/dock',
  '/',
  '/api/docs',
  '/api/docs/openapi.json',
  '/api/diagnostics',
];
const TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'text/plain',
  'application/x-www-form-urlencoded',
];

export interface HttpQuestion {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

interface Asked {
  readonly action: string;
  readonly params: unknown;
  /** Nothing more may be changed: it could become right. */
  readonly mustBeWrong: boolean;
}

/** Frames and requests: as the schemas have them, and changed. */
export class Questions {
  readonly #random: Random;
  readonly #samples: Samples;
  readonly #mutations: Mutations;
  readonly #schemas = new Map<ActionName, JsonSchema>();
  #id = 0;

  constructor(random: Random, pools: Pools) {
    this.#random = random;
    this.#samples = new Samples(random.stream('samples'), pools);
    this.#mutations = new Mutations(random.stream('mutations'));
  }

  /** The text of a WebSocket frame. */
  frame(): string {
    const { action, params, mustBeWrong } = this.#asked();
    const frame = { id: this.#id++, action, params };
    if (mustBeWrong) return JSON.stringify(frame);
    if (this.#random.chance(0.1)) return JSON.stringify(this.#mutations.value(frame)) ?? 'null';
    const text = JSON.stringify(frame);
    return this.#random.chance(0.1) ? this.#mutations.text(text) : text;
  }

  http(): HttpQuestion {
    const { action, params, mustBeWrong } = this.#asked();
    const headers = this.#headers();
    const own = `/api/actions/${action}`;
    if (mustBeWrong) return { method: 'POST', path: own, headers, body: JSON.stringify(params) };
    const path = this.#random.chance(0.3) ? this.#random.pick(PATHS) : own;
    const method = this.#random.chance(0.85)
      ? this.#random.pick(['GET', 'POST'])
      : this.#random.pick(METHODS);
    if (method === 'POST') return { method, path: this.#address(path), headers, body: this.#body(params) };
    return { method, path: this.#address(`${path}?${query(params)}`), headers, body: null };
  }

  #asked(): Asked {
    const action = this.#random.chance(0.3) ? 'access.check' : this.#random.pick(ACTION_NAMES);
    const sample = this.#samples.of(this.#schema(action));
    if (NEVER_RIGHT.includes(action))
      return { action, params: { ...(sample as object), fuzz: this.#mutations.odd() }, mustBeWrong: true };
    const params = this.#random.chance(0.6) ? this.#mutations.value(sample) : sample;
    const name = this.#random.chance(0.03) ? this.#mutations.text(action) : action;
    return { action: name, params, mustBeWrong: false };
  }

  #schema(action: ActionName): JsonSchema {
    const known = this.#schemas.get(action) ?? schemaOf(ACTIONS[action].params, 'input');
    this.#schemas.set(action, known);
    return known;
  }

  #body(params: unknown): string {
    const text = JSON.stringify(params) ?? '';
    return this.#random.chance(0.15) ? this.#mutations.text(text) : text;
  }

  /** Only what a client can send at all: the rest is for the raw bytes. */
  #address(path: string): string {
    const changed = this.#random.chance(0.1) ? this.#mutations.text(path) : path;
    return encodeURI(wellFormed(changed)).replace(/%25/g, '%').replace(/^[^/]/, '/');
  }

  #headers(): Record<string, string> {
    const headers: Record<string, string> = { 'content-type': this.#random.pick(TYPES) };
    if (this.#random.chance(0.7)) headers['content-type'] = 'application/json';
    const odd = (): string => this.#mutations.oddText().replace(/[^\x20-\x7e]/g, '?');
    const some: Record<string, readonly string[]> = {
      'sec-fetch-site': ['same-origin', 'cross-site', 'none', 'same-site', odd()],
      'sec-fetch-mode': ['navigate', 'cors', 'no-cors', odd()],
      origin: ['null', 'http://127.0.0.1', odd()],
      authorization: ['Bearer x', 'Basic eDp5', odd()],
      'user-agent': ['curl/8', 'Mozilla/5.0 OBS/32', odd()],
      host: ['localhost', 'evil.example', odd()],
    };
    for (const [name, values] of Object.entries(some)) {
      if (this.#random.chance(0.05)) headers[name] = this.#random.pick(values);
    }
    return headers;
  }
}

function query(params: unknown): string {
  if (typeof params !== 'object' || params === null) return String(params);
  const fields = Object.entries(params).map(([name, value]) => [name, wellFormed(textOf(value))]);
  return new URLSearchParams(Object.fromEntries(fields) as Record<string, string>).toString();
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');

/** Without halves of signs, which no address can hold. */
const wellFormed = (text: string): string => Buffer.from(text).toString();
