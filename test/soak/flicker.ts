import type { Field } from './faults.ts';
import { sleep } from './random.ts';

const SECOND = 1_000;
/** A stream of which only Twitch tells is over when it stays off this long. */
const OFF_FOR_GOOD = 300 * SECOND;
const SLACK = 5 * SECOND;
/** Nothing else of the soak asks about this feature. */
const FEATURE = 'premium-voice';

interface StreamStatus {
  readonly stream: { readonly live: boolean | null };
}

/** Streams that Twitch calls offline for some seconds, with and without an OBS that knows better. */
export class Flicker {
  readonly #field: Field;
  /** How many launches of Rolecall OBS knows of. */
  #lives = 0;

  constructor(field: Field) {
    this.#field = field;
  }

  async run(isOver: () => boolean): Promise<void> {
    for (let withObs = true; !isOver(); withObs = !withObs) await this.#stream(withObs, isOver);
  }

  async #stream(withObs: boolean, isOver: () => boolean): Promise<void> {
    const { twitch, random, tally, model } = this.#field;
    await twitch.control('POST', 'world/startStream');
    this.#lives = this.#field.rolecall.starts.length;
    if (withObs) await this.#call('stream.started');
    await this.#await('is live', this.#isLive, true, SLACK);
    const { userId } = random.pick(model.people);
    await this.#call('overrides.set', { userId, feature: FEATURE, effect: 'deny', until: 'stream_end' });
    tally.try(withObs ? 'streams of OBS' : 'streams of which only Twitch told');
    for (let flickers = random.between(4, 8); flickers > 0 && !isOver(); flickers--) {
      const ms = random.between(1, 20) * SECOND;
      await twitch.control('POST', 'world/flickerStream', { ms, newId: random.chance(0.5) });
      tally.try('flickers');
      await this.#holds(userId, ms + random.between(2, 10) * SECOND, withObs);
    }
    if (withObs) await this.#call('stream.stopped');
    await twitch.control('POST', 'world/endStream');
    const launch = this.#field.rolecall.starts.length;
    if (!withObs) await this.#holds(userId, OFF_FOR_GOOD - 2 * SLACK, false, isOver);
    const isMuted = (): Promise<boolean | null> => this.#isMuted(userId);
    if (!isOver()) await this.#await('is not live', this.#isLive, false, withObs ? SLACK : 4 * SLACK);
    // Each launch that finds it off waits anew.
    const isSame = launch === this.#field.rolecall.starts.length;
    if (!isOver() && isSame) await this.#await('mutes nobody any more', isMuted, false, SLACK);
    await this.#call('overrides.clear', { userId, feature: FEATURE }).catch(() => undefined);
  }

  /** All that time the stream is on, and who was muted until its end is muted. */
  async #holds(userId: string, ms: number, withObs: boolean, isOver = (): boolean => false): Promise<void> {
    const { rolecall, tally } = this.#field;
    for (const until = Date.now() + ms; Date.now() < until && !isOver(); await sleep(500)) {
      if (!rolecall.api) continue;
      const isNew = this.#lives !== rolecall.starts.length;
      this.#lives = rolecall.starts.length;
      // OBS tells whoever is new again.
      if (isNew && withObs) await this.#call('stream.started');
      const lives = this.#lives;
      const isLive = isNew ? true : await this.#isLive();
      const isMuted = await this.#isMuted(userId);
      if (lives !== rolecall.starts.length || !rolecall.api) continue;
      const how = withObs ? 'OBS is on' : 'Twitch stumbled';
      // Whether a stream that Twitch does not show is one nobody can tell after a start.
      const isKnown = withObs || lives === 1 || isLive;
      if (isLive === false && isKnown)
        tally.wrong('stream over too soon or too late', `not live, though ${how}`);
      if (isMuted === false)
        tally.wrong('stream over too soon or too late', `${userId} speaks, though ${how}`);
    }
  }

  async #await(what: string, ask: () => Promise<boolean | null>, wanted: boolean, ms: number): Promise<void> {
    const { tally, rolecall } = this.#field;
    for (let until = Date.now() + ms; (await ask()) !== wanted; await sleep(100)) {
      if (!rolecall.api) until = Date.now() + ms;
      if (Date.now() <= until) continue;
      tally.wrong('stream over too soon or too late', `it still has to be seen that it ${what}`);
      return;
    }
  }

  /** null: nobody to be asked. */
  readonly #isLive = async (): Promise<boolean | null> => {
    const status = await this.#ask<StreamStatus>('sync.status', {});
    return status?.stream.live ?? null;
  };

  async #isMuted(userId: string): Promise<boolean | null> {
    const params = { userId, feature: FEATURE, record: false };
    const answer = await this.#ask<{ reason: string }>('access.check', params);
    return answer ? answer.reason === 'override_deny' : null;
  }

  async #ask<T>(action: string, params: object): Promise<T | null> {
    const { api } = this.#field.rolecall;
    return api ? api.call<T>(action, params).catch(() => null) : null;
  }

  /** As often as it takes: Rolecall may be on its way back. */
  async #call(action: string, params: object = {}): Promise<void> {
    const { rolecall } = this.#field;
    while (!rolecall.api) await sleep(100);
    await rolecall.api.call(action, params).catch(() => undefined);
  }
}
