import { KINDS, type Kind } from '../core/roles.ts';
import {
  SYNC_ERROR_CODES,
  type KindMemory,
  type KindResult,
  type RunError,
  type RunRecord,
  type RunStore,
} from '../sync/ports.ts';
import type { StoreDeps } from './files/data-folder.ts';
import { openJsonFile, type JsonFile } from './files/json-file.ts';
import { asAmount, asArray, asObject, asOneOf, asString, asTime, orNull } from './parse.ts';

export const MAX_RUNS = 500;

type Memory = Readonly<Record<Kind, KindMemory>>;

interface Runs {
  /** Newest first. */
  readonly runs: readonly RunRecord[];
  readonly memory: Memory;
}

const NEVER: KindMemory = { lastSuccessAt: null, lastAttemptAt: null, error: null };
const NO_RUNS: Runs = { runs: [], memory: { subscribers: NEVER, vips: NEVER, moderators: NEVER } };

/** `runs.json`: the last runs, and what is remembered of each list between launches. */
export class RunFile implements RunStore {
  readonly #file: JsonFile<Runs>;
  /** May be ahead of the file while the disk is full: what happened stays true. */
  #now: Runs;
  #onRead: (kinds: readonly Kind[]) => void = () => undefined;

  constructor(file: JsonFile<Runs>) {
    this.#file = file;
    this.#now = file.data;
  }

  runs(): readonly RunRecord[] {
    return this.#now.runs;
  }

  memory(): Memory {
    return this.#now.memory;
  }

  /** @param listener hears which lists were read whole, before that is saved */
  listen(listener: (kinds: readonly Kind[]) => void): void {
    this.#onRead = listener;
  }

  async add(run: RunRecord, memory: Memory): Promise<void> {
    this.#onRead(run.kinds.filter(({ error }) => error === null).map(({ kind }) => kind));
    await this.#save({ runs: [run, ...this.#now.runs].slice(0, MAX_RUNS), memory });
  }

  /** Forgets all runs and times (`data.delete`). @throws StoreError `not_saved` */
  async clear(): Promise<void> {
    this.#now = NO_RUNS;
    await this.#file.update(() => NO_RUNS);
  }

  settle(): Promise<void> {
    return this.#file.settle();
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #save(runs: Runs): Promise<void> {
    this.#now = runs;
    // A failure is in the log by now, and the next run saves this one too.
    await this.#file.update(() => this.#now).catch(() => undefined);
  }
}

/** @throws StoreError `file_too_new`, `file_unreadable` */
export async function openRuns(deps: StoreDeps): Promise<RunFile> {
  const file = await openJsonFile<Runs>(deps, {
    name: 'runs',
    version: 1,
    defaults: NO_RUNS,
    parse: parseRuns,
    isCompact: true,
    copy: 'later',
    isOldFine: true,
    lost: { code: 'runs_lost', message: 'The history of syncs is lost.', fix: null },
  });
  return new RunFile(file);
}

// Lenient about fields that are not known: runs are only told, nothing is decided by them.
function parseRuns(value: unknown): Runs {
  const fields = asObject(value, 'runs');
  const memory = asObject(fields['memory'], 'memory');
  const remembered = (kind: Kind): KindMemory => parseMemory(memory[kind], `memory.${kind}`);
  return {
    runs: asArray(fields['runs'], 'runs').map(parseRun).slice(0, MAX_RUNS),
    memory: {
      subscribers: remembered('subscribers'),
      vips: remembered('vips'),
      moderators: remembered('moderators'),
    },
  };
}

function parseRun(value: unknown, index: number): RunRecord {
  const at = `runs[${index}]`;
  const fields = asObject(value, at);
  return {
    runId: asString(fields['runId'], `${at}.runId`),
    source: asString(fields['source'], `${at}.source`),
    startedAt: asTime(fields['startedAt'], `${at}.startedAt`),
    durationMs: asAmount(fields['durationMs'], `${at}.durationMs`),
    kinds: asArray(fields['kinds'], `${at}.kinds`).map((kind, i) => parseKind(kind, `${at}.kinds[${i}]`)),
  };
}

function parseKind(value: unknown, at: string): KindResult {
  const fields = asObject(value, at);
  const count = (name: string): number => asAmount(fields[name], `${at}.${name}`);
  return {
    kind: asOneOf(fields['kind'], KINDS, `${at}.kind`),
    count: count('count'),
    granted: count('granted'),
    revoked: count('revoked'),
    updated: count('updated'),
    error: orNull(fields['error'], parseError, `${at}.error`),
  };
}

function parseMemory(value: unknown, at: string): KindMemory {
  const fields = asObject(value, at);
  return {
    lastSuccessAt: orNull(fields['lastSuccessAt'], asTime, `${at}.lastSuccessAt`),
    lastAttemptAt: orNull(fields['lastAttemptAt'], asTime, `${at}.lastAttemptAt`),
    error: orNull(fields['error'], parseError, `${at}.error`),
  };
}

function parseError(value: unknown, at: string): RunError {
  const fields = asObject(value, at);
  return {
    code: SYNC_ERROR_CODES.find((code) => code === fields['code']) ?? 'internal',
    message: asString(fields['message'], `${at}.message`),
    fix: orNull(fields['fix'], asString, `${at}.fix`),
  };
}
