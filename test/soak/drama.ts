import { Gone } from './api.ts';
import type { Changes } from './changes.ts';
import { differences, type Leniency } from './compare.ts';
import { FAULTS, FAVOURITES, type Field, STOOD_BACK } from './faults.ts';
import { sleep } from './random.ts';

/** So long after a storm the late and held events of the simulator are through. */
const SETTLE_MS = 4_000;
/** How long the roster is given to come right without anybody asking for a sync. */
const ALONE_MS = 8_000;
/** Not right again so long after the last fault: a failure. */
const HEAL_LIMIT_MS = 150_000;
const FOLLOW_MS = 5_000;

interface TwitchStatus {
  readonly state: 'none' | 'pending' | 'connected' | 'lost';
  readonly pending: { readonly userCode: string } | null;
  readonly problem: { readonly message: string } | null;
}

/** Storms and calms, one after the other. */
export class Drama {
  readonly #field: Field;
  readonly #changes: Changes;
  readonly #only: readonly string[];
  #pack: string[] = [];
  /** Twitch lost an event in the last storm: nobody can know. */
  #isSecretlyBehind = false;
  #lastStorm = '';
  /** What goes on now, for the progress line. */
  scene = 'start';
  storms = 0;

  /** @param only names of faults; empty: all */
  constructor(field: Field, changes: Changes, only: readonly string[]) {
    const unknown = only.find((name) => !Object.hasOwn(FAULTS, name));
    if (unknown !== undefined)
      throw new Error(`There is no fault "${unknown}": ${Object.keys(FAULTS).join(', ')}`);
    this.#only = only;
    this.#field = field;
    this.#changes = changes;
  }

  /** Changes and faults at once. */
  async storm(): Promise<void> {
    const { random, tally } = this.#field;
    this.storms++;
    const until = Date.now() + random.between(4_000, 15_000);
    const names = Array.from({ length: random.between(2, 6) }, () => this.#deal());
    this.#isSecretlyBehind = names.includes('events lost');
    this.#lastStorm = names.join(', ');
    this.scene = `storm ${this.storms} (${this.#lastStorm})`;
    const faults = names.map(async (name) => {
      await sleep(random.between(0, Math.max(0, until - Date.now() - 1_000)));
      const end = await FAULTS[name]?.(this.#field, Math.max(1_000, until - Date.now()));
      if (end !== STOOD_BACK) tally.fault(name);
    });
    const isOver = (): boolean => Date.now() > until;
    await Promise.all([...faults, this.#live(isOver, 150, 0.3), this.#poke(isOver)]);
    await this.#field.twitch.control('DELETE', 'faults', {});
  }

  /** From the end of a storm to a roster that equals the truth. */
  async calm(): Promise<void> {
    const { tally, model } = this.#field;
    const begun = Date.now();
    this.scene = `calm ${this.storms}`;
    await this.#changes.flush();
    if (!(await this.#awaitRightness(begun))) throw new Error('The roster does not come right; see above.');
    tally.healMs.push(Date.now() - begun);
    const mistakes = model.mistakes(await this.#field.twitch.world());
    if (mistakes.length > 0)
      tally.wrong('soak', `the driver is mistaken: ${mistakes.slice(0, 3).join('; ')}`);
    model.verified();
    this.#field.mayLoseLogin = false;
    await this.#checkHistory();
  }

  /** Good weather: everything that happens must be followed by events alone, and soon. */
  async goodWeather(patienceMs: number): Promise<void> {
    const { rolecall, tally, random, model } = this.#field;
    const begun = Date.now();
    this.scene = 'waiting for EventSub';
    const isSteady = (): boolean => rolecall.eventsub === 'live' && Date.now() - rolecall.eventsubSince > 500;
    while (!isSteady() || Date.now() < this.#field.deafUntil) {
      if (Date.now() - begun > patienceMs) return;
      await sleep(100);
    }
    tally.liveAgainMs.push(Math.max(0, rolecall.eventsubSince - begun));
    const since = rolecall.eventsubSince;
    const waiting = new Map<string, number>();
    this.#changes.onExpected = ({ userId, role, change }) =>
      waiting.set(`${userId} ${role} ${change}`, performance.now());
    rolecall.announced.onChange = ({ userId, role, change }) => {
      const key = `${userId} ${role} ${change}`;
      const at = waiting.get(key);
      if (at !== undefined) tally.eventMs.push(performance.now() - at);
      waiting.delete(key);
    };
    this.scene = 'good weather';
    const until = Date.now() + random.between(4_000, 8_000);
    await this.#live(() => Date.now() > until, 200, 0);
    for (let left = FOLLOW_MS; left > 0 && waiting.size > 0; left -= 100) await sleep(100);
    this.#changes.onExpected = () => undefined;
    rolecall.announced.onChange = () => undefined;
    if (rolecall.eventsubSince !== since || rolecall.eventsub !== 'live') {
      tally.eventSubDropsInQuiet++;
      return;
    }
    for (const key of waiting.keys()) tally.wrong('event not followed', `${key} was never announced`);
    const found = await this.#compare({ skipGifter: true });
    if (found === null) tally.wrong('no answer in 1 s', 'viewers.list in good weather');
    else if (found.length > 0) tally.wrong('event not followed', found.slice(0, 3).join('; '));
    else if (model.touched.size > 0) tally.comparisons++;
  }

  /** Whatever is wrong, the streamer does about it what a streamer would. */
  async ensureLogin(): Promise<boolean> {
    const { rolecall, twitch, tally } = this.#field;
    const { api } = rolecall;
    if (!api) return false;
    try {
      const status = await api.call<TwitchStatus>('twitch.status');
      if (status.state === 'connected') return true;
      if (status.state === 'lost' && !this.#field.mayLoseLogin)
        tally.wrong('login lost without reason', status.problem?.message ?? '');
      if (status.state !== 'pending') {
        this.#field.mayLoseLogin = true;
        tally.logins++;
        const { userCode } = await api.call<{ userCode: string }>('twitch.connect', {});
        await twitch.control('POST', 'devices/approve', { userCode });
      }
    } catch (error) {
      if (!(error instanceof Gone) && !/unavailable/.test(String(error))) throw error;
    }
    return false;
  }

  /** From a shuffled pack, so that each turns up before one comes again; a favourite now and then. */
  #deal(): string {
    const { random } = this.#field;
    if (this.#only.length === 0 && random.chance(0.15)) return random.pick(FAVOURITES);
    if (this.#pack.length === 0) this.#pack = this.#only.length > 0 ? [...this.#only] : Object.keys(FAULTS);
    const [name = ''] = this.#pack.splice(random.between(0, this.#pack.length - 1), 1);
    return name;
  }

  async #live(isOver: () => boolean, everyMs: number, silentShare: number): Promise<void> {
    while (!isOver()) {
      await this.#changes.one(silentShare);
      await sleep(this.#field.random.between(everyMs / 2, everyMs * 2));
    }
  }

  /** Syncs, look-ups and switches that people and programs ask for in the middle of it. */
  async #poke(isOver: () => boolean): Promise<void> {
    const { rolecall, random, model } = this.#field;
    while (!isOver()) {
      const draw = random.next();
      const call = (action: string, params: object): void =>
        void rolecall.api?.ask(action, params, 120_000).catch(() => undefined);
      if (draw < 0.5) call('sync.run', { force: true, wait: false, source: 'api:poke' });
      else if (draw < 0.9) call('viewers.refresh', { userId: random.pick(model.people).userId });
      else call('settings.set', { lookUpDenied: random.chance(0.3) });
      await sleep(random.between(300, 2_000));
    }
  }

  async #awaitRightness(begun: number): Promise<boolean> {
    const { tally, rolecall } = this.#field;
    let greenSince: number | null = null;
    for (let isAlone = true; ;) {
      const isIn = await this.ensureLogin();
      const age = Date.now() - begun;
      const found = await this.#compare({});
      if (found?.length === 0 && age > SETTLE_MS) {
        if (isAlone) tally.healedAlone++;
        return true;
      }
      const seen = found && found.length > 0 ? await this.#compare({ skipSilent: true }) : found;
      const isBehind =
        seen !== null && seen.length > 0 && rolecall.health === 'fresh' && rolecall.eventsub === 'live';
      greenSince = isBehind ? (greenSince ?? Date.now()) : null;
      if (greenSince !== null && !this.#isSecretlyBehind && Date.now() > this.#field.deafUntil)
        tally.behind(Date.now() - greenSince, this.#lastStorm);
      if (age > HEAL_LIMIT_MS) {
        tally.wrong('not healed', `${this.scene}: ${(found ?? ['no answer']).slice(0, 4).join('; ')}`);
        return false;
      }
      if (age > ALONE_MS && isIn) {
        isAlone = false;
        await rolecall.api?.call('sync.run', { force: true, source: 'api:soak' }).catch(() => undefined);
      } else await sleep(400);
    }
  }

  async #compare(leniency: Leniency): Promise<string[] | null> {
    const { rolecall, model, tally } = this.#field;
    const { api } = rolecall;
    if (!api) return null;
    try {
      const found = await differences(api, model, leniency);
      tally.comparisons++;
      return found;
    } catch (error) {
      if (error instanceof Gone) return null;
      throw error;
    }
  }

  async #checkHistory(): Promise<void> {
    const { rolecall, tally } = this.#field;
    if (!rolecall.api) return;
    const { checked, missing } = await rolecall.announced.missing(rolecall.api, 400);
    tally.historyChecked += checked;
    for (const what of missing) tally.wrong('not in history', what);
  }
}
