import { type Kind, KIND_OF_ROLE, KINDS } from '../../server/core/roles.ts';
import { Gone } from './api.ts';
import type { Changes } from './changes.ts';
import type { Field } from './faults.ts';
import { sleep } from './random.ts';

const STATUSES = [400, 401, 403, 409, 410, 429, 500];
/** Without these two of a kind its list is not live. From Twitch's documentation. */
const TYPES: Readonly<Record<Kind, readonly string[]>> = {
  subscribers: ['channel.subscribe', 'channel.subscription.end'],
  vips: ['channel.vip.add', 'channel.vip.remove'],
  moderators: ['channel.moderator.add', 'channel.moderator.remove'],
};
const ALL = KINDS.flatMap((kind) => TYPES[kind]);
/** A socket that was cut, or a subscription that ended, is noticed within this. */
const NOTICED_MS = 1_500;
/** What is enabled for so long has to be shown. */
const SHOWN_MS = 10_000;

interface Answer {
  readonly reason: string;
  readonly evidence: { readonly live: boolean };
}
interface StatusAnswer {
  readonly kinds: Readonly<Record<Kind, { readonly live: boolean }>>;
}

/** A Twitch that does not send some of its news: no answer may be called live that rests on them. */
export class Refusals {
  readonly #field: Field;
  readonly #changes: Changes;
  #harmedAt = 0;
  readonly #enabledSince = new Map<Kind, number>();

  constructor(field: Field, changes: Changes) {
    this.#field = field;
    this.#changes = changes;
  }

  async run(isOver: () => boolean): Promise<void> {
    await Promise.all([this.#refuse(isOver), this.#ask(isOver), this.#change(isOver)]);
    await this.#field.twitch.control('DELETE', 'faults', {});
    await this.#harm('drop');
  }

  async #refuse(isOver: () => boolean): Promise<void> {
    const { random, twitch, tally } = this.#field;
    while (!isOver()) {
      await twitch.control('DELETE', 'faults', {});
      for (const type of ALL.filter(() => random.chance(0.35))) {
        const status = random.pick(STATUSES);
        tally.fault(`${type} refused with ${status}`);
        const match = { method: 'POST', path: '/eventsub/subscriptions', type };
        await twitch.addFault({ match, do: { kind: 'status', status } });
      }
      // After some drops in a row Rolecall takes its time; a launch asks for everything at once.
      await this.#harm(random.pick(['drop', 'revoke', 'revoke', 'restart', 'restart']));
      for (let left = random.between(5, 40); left > 0 && !isOver(); left--) await sleep(1_000);
    }
  }

  async #harm(how: 'drop' | 'revoke' | 'restart'): Promise<void> {
    const { twitch, random, rolecall, tally } = this.#field;
    if (how === 'restart') {
      tally.terms++;
      await rolecall.stop('SIGTERM');
      await rolecall.start();
      this.#harmedAt = Date.now();
      return;
    }
    const body = how === 'drop' ? {} : { type: random.pick(ALL), status: 'version_removed' };
    this.#harmedAt = Date.now();
    await twitch.control('POST', `eventsub/${how}`, body);
    this.#harmedAt = Date.now();
  }

  /** Nobody hears of it in time, perhaps: a list has to tell. */
  async #change(isOver: () => boolean): Promise<void> {
    const { model, random } = this.#field;
    model.onChange = (person) => (person.isSilent = true);
    while (!isOver()) {
      await this.#changes.one(0.3);
      await sleep(random.between(500, 2_000));
    }
  }

  async #ask(isOver: () => boolean): Promise<void> {
    const { rolecall, model, random, tally } = this.#field;
    for (; !isOver(); await sleep(60)) {
      const { api } = rolecall;
      if (!api) continue;
      const before = await this.#enabled();
      const params = { userId: random.pick(model.people).userId, record: false };
      const asked = [
        api.call<Answer>('access.check', params),
        api.call<StatusAnswer>('sync.status'),
      ] as const;
      const [answer, status] = await Promise.all(asked).catch((error: unknown) => {
        if (error instanceof Gone) return [];
        throw error;
      });
      if (!answer || !status) continue;
      const enabled = new Set([...before, ...(await this.#enabled())]);
      tally.try(`answers compared with what is enabled, ${enabled.size} of 3 lists`);
      this.#judge(enabled, answer, status);
    }
  }

  #judge(enabled: ReadonlySet<Kind>, { reason, evidence }: Answer, { kinds }: StatusAnswer): void {
    const { tally } = this.#field;
    const now = Date.now();
    for (const kind of KINDS)
      if (!enabled.has(kind)) this.#enabledSince.delete(kind);
      else if (!this.#enabledSince.has(kind)) this.#enabledSince.set(kind, now);
    if (now - this.#harmedAt < NOTICED_MS) return;
    const rests = Object.hasOwn(KIND_OF_ROLE, reason)
      ? [KIND_OF_ROLE[reason as keyof typeof KIND_OF_ROLE]]
      : KINDS;
    const missing = rests.filter((kind) => !enabled.has(kind));
    if (evidence.live && missing.length > 0)
      tally.wrong('said to be live', `${reason}, without ${missing.join(', ')}`);
    for (const kind of KINDS) {
      if (kinds[kind].live && !enabled.has(kind)) tally.wrong('said to be live', kind);
      const since = Math.max(this.#enabledSince.get(kind) ?? Infinity, this.#harmedAt);
      if (!kinds[kind].live && now - since > SHOWN_MS) tally.wrong('not said to be live', kind);
    }
  }

  async #enabled(): Promise<Set<Kind>> {
    const { types } = await this.#field.twitch.control<{ types: string[] }>('GET', 'eventsub');
    return new Set(KINDS.filter((kind) => TYPES[kind].every((type) => types.includes(type))));
  }
}
