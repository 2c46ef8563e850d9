import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from '../../soak/random.ts';
import { copyFolder, type Kept, look, openKept, SAID, type Seen } from './kept.ts';

const MANIFESTS = ['manifest.ndjson', 'manifest.copy.ndjson'] as const;

/** What a disk, a power cut or another program makes of a file; null: it is gone. */
type Damage = (bytes: Buffer, random: Random) => Buffer | null;

const linesOf = (bytes: Buffer): string[] => bytes.toString('latin1').split('\n').slice(0, -1);
const joined = (lines: readonly string[]): Buffer =>
  Buffer.from(lines.map((line) => `${line}\n`).join(''), 'latin1');
const onLines =
  (change: (lines: string[], at: number) => string[]): Damage =>
  (bytes, random) => {
    const lines = linesOf(bytes);
    return lines.length === 0 ? bytes : joined(change(lines, random.between(0, lines.length - 1)));
  };
/** A part of a file: where it begins and ends. */
const part = (bytes: Buffer, random: Random): [number, number] => {
  const ends = [random.between(0, bytes.length), random.between(0, bytes.length)].sort((a, b) => a - b);
  return [ends[0] ?? 0, ends[1] ?? 0];
};

const DAMAGES: Readonly<Record<string, Damage>> = {
  'a bit flipped': (bytes, random) => {
    if (bytes.length > 0) bytes[random.between(0, bytes.length - 1)]! ^= 1 << random.between(0, 7);
    return bytes;
  },
  'many bits flipped': (bytes, random) => {
    for (let i = random.between(2, 40); i > 0 && bytes.length > 0; i--)
      bytes[random.between(0, bytes.length - 1)]! ^= 1 << random.between(0, 7);
    return bytes;
  },
  'cut anywhere': (bytes, random) => bytes.subarray(0, random.between(0, bytes.length)),
  'its beginning cut off': (bytes, random) => bytes.subarray(random.between(0, bytes.length)),
  'cut after a line': onLines((lines, at) => lines.slice(0, at + 1)),
  'its last lines cut off': onLines((lines, at) => lines.slice(0, -1 - (at % 3))),
  'a part of zeros': (bytes, random) => bytes.fill(0, ...part(bytes, random)),
  'an end of zeros': (bytes, random) => bytes.fill(0, random.between(0, bytes.length)),
  'zeros behind it': (bytes, random) => Buffer.concat([bytes, Buffer.alloc(random.between(1, 4_096))]),
  'blocks swapped': (bytes, random) => {
    const size = Math.min(random.pick([16, 64, 512]), bytes.length >> 1);
    const [from, to] = [random.between(0, bytes.length - size), random.between(0, bytes.length - size)];
    const [one, other] = [from, to].map((at) => Buffer.from(bytes.subarray(at, at + size)));
    other?.copy(bytes, from);
    one?.copy(bytes, to);
    return bytes;
  },
  'a mark in front': (bytes) => Buffer.concat([Buffer.from('\ufeff'), bytes]),
  'other line ends': (bytes) => Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1'),
  'UTF-16': (bytes) => Buffer.from(`\ufeff${bytes.toString()}`, 'utf16le'),
  'a line twice': onLines((lines, at) => lines.flatMap((line, i) => (i === at ? [line, line] : [line]))),
  'a line missing': onLines((lines, at) => lines.filter((_, i) => i !== at)),
  'two lines swapped': onLines((lines, at) => {
    const other = (at + 1) % lines.length;
    return lines.map((line, i) => (i === at ? lines[other]! : i === other ? lines[at]! : line));
  }),
  'all of it twice': (bytes) => Buffer.concat([bytes, bytes]),
  'something behind it': (bytes, random) =>
    Buffer.concat([bytes, Buffer.from(random.pick(['x', '{}\n', '\n\n[1]\n']))]),
  deleted: () => null,
  emptied: () => Buffer.alloc(0),
};

/** What shows in nothing but the numbers that are missing: tried more often. */
const CUTS = ['cut after a line', 'its last lines cut off', 'its last lines cut off'];
/** What leaves nothing of a manifest. */
const GONE = ['deleted', 'emptied', 'many bits flipped'];

interface Plan {
  readonly which: 'closed' | 'killed';
  readonly files: readonly { readonly name: string; readonly damage: string }[];
  /** Whether the process that finds the damage is killed soon. */
  readonly isKilledThen: boolean;
}

const twin = (name: string): string =>
  name.includes('.copy.') ? name.replace('.copy.', '.') : name.replace('.', '.copy.');

/** One file, two that have to do with each other or not, or both lists of what there has to be and one more. */
function choose(names: readonly string[], random: Random): readonly string[] {
  const grave = names.filter((name) => /^(roster|access|settings)\./.test(name));
  const one = random.pick(random.chance(0.6) ? grave : names);
  const others = [[], [], [random.pick(names)], [twin(one)], MANIFESTS, MANIFESTS];
  const all = [one, ...random.pick<readonly string[]>(others)];
  return [...new Set(all)].filter((name) => names.includes(name));
}

function planOf(names: Readonly<Record<Plan['which'], readonly string[]>>, random: Random): Plan {
  const which = random.pick(['closed', 'killed'] as const);
  const chosen = choose(names[which], random);
  const areManifestsHit = MANIFESTS.every((name) => chosen.includes(name));
  const files = chosen.map((name) => {
    // Which of two old files is the newest only the manifest knows: without it, old is not damaged.
    const damages = [...Object.keys(DAMAGES), ...CUTS, ...(areManifestsHit ? [] : ['an earlier one'])];
    const isManifest = MANIFESTS.some((each) => each === name);
    return { name, damage: random.pick(isManifest && areManifestsHit ? GONE : damages) };
  });
  return { which, files, isKilledThen: random.chance(0.3) };
}

async function apply(folder: string, { earlier }: Kept, { files }: Plan, random: Random): Promise<void> {
  for (const { name, damage } of files) {
    const path = join(folder, name);
    const change = DAMAGES[damage];
    const bytes = change
      ? change(await readFile(path), random)
      : await readFile(join(earlier, name)).catch(() => null);
    if (bytes) await writeFile(path, bytes);
    else await rm(path);
  }
}

/** What must not be: somebody let in, or something lost of which nothing is said. */
function wrongIn(before: Seen, after: Seen, areManifestsHit: boolean): string[] {
  const wrong: string[] = [];
  for (const [who, reason] of after.answers)
    if (reason.startsWith('allow') && !before.answers.get(who)?.startsWith('allow'))
      wrong.push(`${who}: ${reason}, was ${before.answers.get(who)}`);
  for (const [token, text] of after.records['accessTokens'] ?? [])
    if (before.records['accessTokens']?.get(token) !== text)
      wrong.push(`access token ${token} is good again`);
  for (const [name, records] of Object.entries(before.records)) {
    const lost = [...records].filter(([id, text]) => after.records[name]?.get(id) !== text);
    const said = [...(SAID[name] ?? []), ...(areManifestsHit ? ['manifest_lost'] : [])];
    if (lost.length > 0 && !said.some((code) => after.said.includes(code)))
      wrong.push(`${name}: ${lost.length} lost, said: ${after.said.join(' ') || 'nothing'}`);
  }
  return wrong;
}

const isFile = (name: string): boolean => /\.(json|ndjson)$/.test(name) && name !== 'lock-owner.json';

/** Damages copies of a folder at random, and starts on them. */
export class Damages {
  readonly #kept: Kept;
  readonly #scratch: string;
  readonly #names: Readonly<Record<Plan['which'], readonly string[]>>;

  private constructor(
    kept: Kept,
    scratch: string,
    names: Readonly<Record<Plan['which'], readonly string[]>>,
  ) {
    this.#kept = kept;
    this.#scratch = scratch;
    this.#names = names;
  }

  static async of(kept: Kept, scratch: string): Promise<Damages> {
    const names = async (folder: string) => (await readdir(folder)).filter(isFile).sort();
    return new Damages(kept, scratch, { closed: await names(kept.closed), killed: await names(kept.killed) });
  }

  /** @returns what went wrong, with what was done; empty: all is well */
  async try(random: Random): Promise<string[]> {
    const plan = planOf(this.#names, random);
    const folder = join(this.#scratch, 'data');
    const left = join(this.#scratch, 'left');
    await cp(this.#kept[plan.which], folder, { recursive: true });
    try {
      await apply(folder, this.#kept, plan, random);
      return await this.#startTwice(folder, left, plan);
    } catch (error) {
      return [`${JSON.stringify(plan)}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`];
    } finally {
      for (const path of [folder, left]) await rm(path, { recursive: true, force: true, maxRetries: 3 });
    }
  }

  /** What is true after the first start has to be true after the second. */
  async #startTwice(folder: string, left: string, plan: Plan): Promise<string[]> {
    const first = await openKept(folder);
    const seen = await look(first).finally(async () => {
      if (plan.isKilledThen) await copyFolder(first, folder, left);
      await first.close();
    });
    const again = await openKept(plan.isKilledThen ? left : folder);
    const seenAgain = await look(again).finally(() => again.close());
    const areManifestsHit = MANIFESTS.every((name) => plan.files.some((file) => file.name === name));
    const wrong = [
      ...wrongIn(this.#kept.before, seen, areManifestsHit),
      ...wrongIn(this.#kept.before, seenAgain, areManifestsHit).map((each) => `second start: ${each}`),
    ];
    return wrong.length === 0 ? [] : [JSON.stringify(plan), ...wrong];
  }
}
