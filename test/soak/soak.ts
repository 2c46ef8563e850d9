import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Changes } from './changes.ts';
import { Checks } from './checks.ts';
import { tryDamages } from './damages.ts';
import { Drama } from './drama.ts';
import type { Field } from './faults.ts';
import { Flicker } from './flicker.ts';
import { Floor } from './floor.ts';
import { fuzzSoak } from './fuzz-soak.ts';
import { tryKills } from './kills.ts';
import { LateTwitch } from './late.ts';
import { Model } from './model.ts';
import { parseSoakArgs, type SoakOptions } from './options.ts';
import { Random, sleep } from './random.ts';
import { Tally } from './record.ts';
import { Refusals } from './refusals.ts';
import { Rolecall } from './rolecall.ts';
import { progressLine, report } from './report.ts';
import { Twitch } from './twitch.ts';
import { Watch } from './watch.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function soak(options: SoakOptions): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-soak-'));
  // A copy: whoever builds meanwhile does not change what is tested.
  const programs = join(folder, 'server');
  mkdirSync(programs);
  cpSync(resolve('dist', 'server'), programs, { recursive: true });
  const random = new Random(options.seed);
  const tally = new Tally(say);
  const model = new Model(options);
  const twitch = new Twitch(options, programs, folder);
  const rolecall = new Rolecall(programs, folder, () => twitch.port, tally);
  const floor = new Floor();
  const watch = new Watch(twitch, rolecall, tally);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      floor.stop();
      void Promise.all([rolecall.stop('SIGKILL'), twitch.stop()]).then(() => process.exit(1));
    });
  }
  say(`Soak for ${options.minutes} min, seed ${options.seed}, ${options.subs} subscribers, in ${folder}`);
  try {
    await twitch.start();
    model.begin(await twitch.world());
    await rolecall.start();
    const field: Field = {
      ...{ twitch, rolecall, model, tally, random: random.stream('faults') },
      ...{ mayLoseLogin: false, isBusy: false, deafUntil: 0 },
    };
    const changes = new Changes(twitch, model, random.stream('changes'), tally);
    const drama = new Drama(field, changes, options.only);
    const checks = new Checks(rolecall, model, tally, random.stream('checks'), floor);
    floor.start();
    watch.start(() => say(progressLine(tally, rolecall, drama.scene)));
    const begin = async (): Promise<void> => {
      await drama.calm();
      tally.forgetStart();
      watch.remember();
      void checks.run();
      if (options.lasting.length === 0) await play(drama, tally, options.minutes);
      else await endure(field, changes, drama, options);
    };
    await Promise.race([rolecall.death, begin()]);
    if (rolecall.eventsub !== 'live') tally.wrong('not healed', 'EventSub does not come back');
    watch.remember();
    checks.stop();
    await rolecall.stop('SIGTERM');
  } catch (error) {
    tally.wrong('soak', error instanceof Error ? (error.stack ?? '') : String(error));
  } finally {
    watch.stop();
    floor.stop();
    await rolecall.stop('SIGKILL');
    await twitch.stop();
  }
  const log = await rolecall.transcript.end();
  for (const secret of watch.secrets)
    if (log.includes(secret)) tally.wrong('secret in the log', secret.slice(0, 4));
  report(say, options, tally, twitch, rolecall);
  if (tally.wrongCount === 0) rmSync(folder, { recursive: true, force: true });
  else say(`\nLogs and data: ${folder}`);
  return tally.wrongCount === 0 ? 0 : 1;
}

/** First good weather, then storm after storm. */
async function play(drama: Drama, tally: Tally, minutes: number): Promise<void> {
  await drama.goodWeather(30_000);
  const until = tally.startedAt + minutes * 60_000;
  while (Date.now() < until) {
    await drama.storm();
    await drama.calm();
    // Now and then, and in the end, events must come again, however long it takes.
    const isLast = Date.now() > until - 5_000;
    await drama.goodWeather(isLast || drama.storms % 5 === 0 ? 240_000 : 25_000);
  }
}

/** What Twitch does goes on all the time; in the end it stops, and everything must be right. */
async function endure(field: Field, changes: Changes, drama: Drama, options: SoakOptions): Promise<void> {
  const until = field.tally.startedAt + options.minutes * 60_000;
  const isOver = (): boolean => Date.now() > until;
  drama.scene = options.lasting.join(' and ');
  const scenes = {
    lag: () => new LateTwitch(field, changes),
    flicker: () => new Flicker(field),
    refused: () => new Refusals(field, changes),
  };
  await Promise.all(options.lasting.map((name) => scenes[name]().run(isOver)));
  while (field.rolecall.eventsub !== 'live') await sleep(100);
  await drama.calm();
}

try {
  if (!existsSync('dist/server/main.js')) throw new Error('Build first: npm run build');
  const options = parseSoakArgs(process.argv.slice(2));
  if (options.fuzz > 0) process.exitCode = await fuzzSoak(options, say);
  else if (options.damages > 0) process.exitCode = (await tryDamages(options, say)) > 0 ? 1 : 0;
  else if (options.kills > 0) process.exitCode = (await tryKills(options, say)) > 0 ? 1 : 0;
  else process.exitCode = await soak(options);
  process.exit();
} catch (error) {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exit(1);
}
