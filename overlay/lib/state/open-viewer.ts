import type { ReactiveControllerHost } from 'lit';
import { type Result, type RolecallClient, RolecallError } from '../../../integrations/client/index.ts';
import type { Stop } from './controller.ts';
import { LiveController, orNull } from './live-controller.ts';
import { isSamePerson, type Person, whoOf } from '../format/person.ts';
import type { Viewer } from './viewer-pages.ts';

export type CheckAnswer = Result<'access.check'>;
export type Override = Result<'overrides.set'>;
export type Grant = Result<'grants.add'>;
export type History = Result<'viewers.history'>;

/** Whether there is such a viewer: known here, being asked for at Twitch, not there, or Twitch cannot be asked. */
export type Account = 'known' | 'asking' | 'nobody' | 'unasked';

/** All that is known about one viewer, read at one time. */
export interface ViewerDetails {
  readonly account: Account;
  readonly roles: Viewer['roles'];
  /** An event said something new, and Twitch is asked whether it is so. */
  readonly isVerifying: boolean;
  readonly checks: readonly CheckAnswer[];
  readonly overrides: readonly Override[];
  readonly grants: readonly Grant[];
  readonly history: History;
}

const NO_HISTORY: History = { items: [], overrides: [], grants: [] };
const SETTLE_MS = 80;
const VERIFY_MS = 5_000;

/** The viewer whose panel is open, kept up to date. */
export class OpenViewer extends LiveController {
  /** null: no panel is open. */
  person: Person | null = null;
  /** What the panel was opened for; null: nothing in particular. */
  feature: string | null = null;
  /** null: not loaded yet. */
  details: ViewerDetails | null = null;
  readonly #features: () => readonly string[];
  #account: Account = 'known';
  /** Counts openings and reads: a later one makes the answers of those before worthless. */
  #opening = 0;
  #reading = 0;
  /** The features of the last read, as one text. */
  #asked = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param features which to check */
  constructor(host: ReactiveControllerHost, client: RolecallClient, features: () => readonly string[]) {
    super(host, client);
    this.#features = features;
  }

  open(person: Person, feature: string | null = null): void {
    this.#opening++;
    this.person = person;
    this.feature = feature;
    this.details = null;
    this.#account = person.userId === null ? 'asking' : 'known';
    this.host.requestUpdate();
    void this.read();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.person = null;
    this.details = null;
    this.host.requestUpdate();
  }

  /** Which features there are may come to be known only after the panel was opened. */
  hostUpdate(): void {
    if (this.person && String(this.#features()) !== this.#asked) void this.read();
  }

  /** After a refresh, which may have found only the viewer's name. */
  readAgain(): void {
    this.host.requestUpdate();
    void this.read();
  }

  protected override subscribe(): Stop[] {
    const ifAbout = (all: boolean, people: readonly Person[]): void => {
      const { person } = this;
      if (person && (all || people.some((other) => isSamePerson(other, person)))) this.#settle();
    };
    return [
      this.client.on('roles.changed', ({ changes, total }) => ifAbout(total > changes.length, changes)),
      this.client.on('overrides.changed', ({ changes, total }) => {
        const people = changes.map(({ override }) => override);
        ifAbout(total > changes.length, people);
      }),
      this.client.on('grants.changed', ({ changes, total }) => {
        const people = changes.map(({ grant }) => grant);
        ifAbout(total > changes.length, people);
      }),
      this.client.on('policy.changed', () => ifAbout(true, [])),
      () => clearTimeout(this.#timer),
    ];
  }

  protected override async read(): Promise<void> {
    const { person, client } = this;
    if (!person) return;
    const reading = ++this.#reading;
    const who = whoOf(person);
    const features = this.#features();
    this.#asked = String(features);
    const [viewer, checks, overrides, grants, history] = await Promise.all([
      orNull(client.call('viewers.get', who)),
      Promise.all(
        features.map((feature) => orNull(client.call('access.check', { ...who, feature, record: false }))),
      ),
      orNull(client.call('overrides.list', { ...who, limit: 500 })),
      orNull(client.call('grants.list', { ...who, limit: 500 })),
      orNull(client.call('viewers.history', who)),
    ]);
    // Somebody was opened or something happened meanwhile, or the server is away: what was known stays.
    if (reading !== this.#reading || this.person === null || client.state !== 'open') return;
    const known = viewer ?? checks.find((check) => check?.user.userId)?.user;
    if (known) this.person = { ...person, ...namesOf(known, person) };
    if (known?.userId) this.#account = 'known';
    const isNew = this.#account === 'asking' && this.details === null;
    this.details = {
      account: this.#account,
      roles: viewer?.roles ?? [],
      isVerifying: viewer?.verifying === true,
      checks: checks.filter((check) => check !== null),
      overrides: overrides?.items ?? [],
      grants: grants?.items ?? [],
      history: history ?? NO_HISTORY,
    };
    // Nothing is announced when Twitch says that it is so.
    if (this.details.isVerifying) this.#settle(VERIFY_MS);
    this.host.requestUpdate();
    if (isNew && this.person) void this.#askFor(this.person);
  }

  /** A name that nobody here has: what is done for it would fail if nobody at Twitch had it either. */
  async #askFor(person: Person): Promise<void> {
    const opening = this.#opening;
    const account = await this.client.call('viewers.refresh', whoOf(person), { timeoutMs: 35_000 }).then(
      (): Account => 'known',
      (error: unknown): Account =>
        error instanceof RolecallError && error.code === 'not_found' ? 'nobody' : 'unasked',
    );
    if (opening !== this.#opening || this.person === null) return;
    this.#account = account;
    await this.read();
  }

  #settle(ms = SETTLE_MS): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.read(), ms);
  }
}

function namesOf(known: Person, before: Person): Person {
  const { userId, userLogin, userDisplayName } = known;
  return {
    userId: userId ?? before.userId,
    userLogin: userLogin || before.userLogin,
    userDisplayName: userDisplayName || before.userDisplayName,
  };
}
