import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Api } from './api.ts';
import { answered, registers } from './kept-writes.ts';
import type { SoakOptions } from './options.ts';
import { Random, sleep } from './random.ts';
import { Tally } from './record.ts';
import { Rolecall } from './rolecall.ts';
import { Twitch } from './twitch.ts';

const SAY_EVERY = 25;
/** The newest of these are looked for after a restart; the list of runs is bounded. */
const RUNS_LOOKED_FOR = 100;

interface Runs {
  readonly items: readonly { readonly runId: string }[];
}

/**
 * Kills the real process over and over while everything that is kept is being changed, and looks after each start
 * for all that was acknowledged. @returns how often something was missing
 */
export async function tryKills(options: SoakOptions, say: (line: string) => void): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-kills-'));
  const programs = join(folder, 'server');
  mkdirSync(programs);
  cpSync(resolve('dist', 'server'), programs, { recursive: true });
  const tally = new Tally(say);
  const twitch = new Twitch({ ...options, tokenLifeS: 14_400 }, programs, folder);
  const rolecall = new Rolecall(programs, folder, () => twitch.port, tally);
  say(`${options.kills} kills, seed ${options.seed}, in ${folder}`);
  const kills = new Kills(twitch, rolecall, tally, new Random(options.seed, 'kills'));
  try {
    await twitch.start();
    await kills.run(options.kills, say);
  } catch (error) {
    tally.wrong('soak', error instanceof Error ? (error.stack ?? '') : String(error));
  } finally {
    await rolecall.stop('SIGKILL');
    await twitch.stop();
    await rolecall.transcript.end();
  }
  if (tally.wrongCount === 0) rmSync(folder, { recursive: true, force: true });
  else say(`Logs and data: ${folder}`);
  return tally.wrongCount;
}

class Kills {
  readonly #twitch: Twitch;
  readonly #rolecall: Rolecall;
  readonly #tally: Tally;
  readonly #random: Random;
  readonly #registers = registers();
  readonly #runIds: string[] = [];
  #vips: string[] = [];

  constructor(twitch: Twitch, rolecall: Rolecall, tally: Tally, random: Random) {
    this.#twitch = twitch;
    this.#rolecall = rolecall;
    this.#tally = tally;
    this.#random = random;
  }

  async run(wanted: number, say: (line: string) => void): Promise<void> {
    await this.#rolecall.start();
    await this.#logIn(this.#api());
    this.#vips = [...(await this.#twitch.world()).vips];
    for (let done = 1; done <= wanted; done++) {
      await this.#liveAndDie();
      await this.#rolecall.start();
      await this.#check(this.#api());
      if (done % SAY_EVERY === 0 || done === wanted) say(this.#progress(done));
    }
  }

  #progress(done: number): string {
    const writes = this.#registers.map(({ name, writes }) => `${name} ${writes}`).join(', ');
    const { historyChecked, wrongCount } = this.#tally;
    return `${done} kills: ${wrongCount} wrong; acknowledged: syncs ${this.#runIds.length}, ${writes}; histories looked at ${historyChecked}`;
  }

  #api(): Api {
    const { api } = this.#rolecall;
    if (!api) throw new Error('Rolecall is not there.');
    return api;
  }

  async #logIn(api: Api): Promise<void> {
    const { userCode } = await api.call<{ userCode: string }>('twitch.connect', {});
    await this.#twitch.control('POST', 'devices/approve', { userCode });
    while ((await api.call<{ state: string }>('twitch.status')).state !== 'connected') await sleep(50);
  }

  /** Everything is changed at once, until it is killed in the middle of that. */
  async #liveAndDie(): Promise<void> {
    const api = this.#api();
    const work = [
      ...this.#registers.map((register) => register.writeOn(api, this.#random)),
      this.#syncOn(api),
    ];
    await sleep(this.#random.between(20, 1_000));
    await this.#rolecall.stop('SIGKILL');
    this.#tally.kills++;
    await Promise.all(work);
  }

  /** VIPs come and go without an event, so that a sync finds them. */
  async #syncOn(api: Api): Promise<void> {
    for (;;) {
      const userId = this.#random.pick(this.#vips);
      await this.#twitch.control('POST', 'world/removeVip', { userId, announce: false });
      if (!(await this.#sync(api))) return;
      await this.#twitch.control('POST', 'world/addVip', { userId, announce: false });
      if (!(await this.#sync(api))) return;
    }
  }

  /** @returns false if it was killed before it answered */
  async #sync(api: Api): Promise<boolean> {
    const frame = await answered(api.ask('sync.run', { source: 'api:soak' }, 60_000));
    if (!frame) return false;
    const { runId, outcome } = (frame.result ?? {}) as { runId?: string; outcome?: string };
    if (outcome === 'ran' && runId !== undefined) this.#runIds.push(runId);
    if (!frame.ok && frame.error?.code !== 'rate_limited' && frame.error?.code !== 'not_connected')
      throw new Error(`sync.run: ${frame.error?.code} ${frame.error?.message}`);
    await sleep(this.#random.between(0, 50));
    return true;
  }

  async #check(api: Api): Promise<void> {
    for (const register of this.#registers) {
      const wrong = await register.check(api);
      if (wrong !== null) this.#tally.wrong('not in history', wrong);
    }
    const { checked, missing } = await this.#rolecall.announced.missing(api, 1_000);
    this.#tally.historyChecked += checked;
    for (const line of missing) this.#tally.wrong('not in history', line);
    const { items } = await api.call<Runs>('sync.history', { limit: 500 });
    const kept = new Set(items.map(({ runId }) => runId));
    for (const runId of this.#runIds.slice(-RUNS_LOOKED_FOR))
      if (!kept.has(runId)) this.#tally.wrong('not in history', `the sync ${runId}`);
    const { warnings } = await api.call<{ warnings: readonly { code: string }[] }>('sync.status');
    for (const { code } of warnings) this.#tally.wrong('not healed', `it says ${code}`);
  }
}
