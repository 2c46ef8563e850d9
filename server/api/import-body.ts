import type { IncomingMessage } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ACTIONS, type Params } from '../protocol/actions.ts';
import { explain, type Reply } from '../protocol/envelope.ts';
import type { ErrorCode } from '../protocol/errors.ts';
import { EXPORT_LISTS, MAX_EXPORTED, Repeats } from '../protocol/export-shapes.ts';
import type { ImportParams } from './import-params.ts';
import { isJsonType, NO_JSON_TYPE } from './json-body.ts';
import { JsonError } from './json-bytes.ts';
import { JsonLists } from './json-lists.ts';
import { PackedList } from './packed-list.ts';
import { failure } from './router.ts';

/** Deeper than any export, and short enough a piece for all others to get their turn between two. */
const LIMITS = { depth: 20, itemBytes: 64 * 1024, restBytes: 256 * 1024 };
const PIECE_BYTES = 16 * 1024;
/** Of all lists together: three times what fits, if they are what an export holds. */
const MAX_RECORDS = 1_000_000;
const ADVICE = 'Take `roles` out of the export: it is the longest part, and nobody reads it.';

type ImportedData = Params<'data.import'>['data'];
type ListName = keyof typeof EXPORT_LISTS;
export type ImportBody = { readonly params: ImportParams } | { readonly reply: Reply };

/**
 * Reads the body of an import as it comes: what is wrong is known when it is there, and nobody has to wait while
 * tens of megabytes are looked at. What it answers has passed the same schemas as any params.
 */
export async function readImport(request: IncomingMessage, maxBytes: number): Promise<ImportBody> {
  const tooLarge = refuse('invalid_format', `The body is larger than ${maxBytes} bytes. ${ADVICE}`);
  if (!isJsonType(request)) return refuse('invalid_format', NO_JSON_TYPE);
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return tooLarge;
  const records = new Records();
  let size = 0;
  try {
    await prepareSchemas();
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) return tooLarge;
      await records.push(chunk);
    }
    return records.end();
  } catch (error) {
    if (error instanceof JsonError) return refuse('invalid_format', error.message);
    if (request.destroyed) return refuse('invalid_format', 'The body ended too early.');
    throw error;
  } finally {
    request.resume(); // an answer has to come through, whatever is on its way
  }
}

/** They are put together when they are first asked, which takes longest: one in a turn. */
async function prepareSchemas(): Promise<void> {
  for (const schema of Object.values(EXPORT_LISTS)) {
    schema().safeParse({});
    await nextTurn();
  }
  ACTIONS['data.import'].params.safeParse({});
  await nextTurn();
}

/** Everything of an import that has come so far. */
class Records {
  readonly #lists = {
    rewards: new PackedList<ImportedData['rewards'][number]>(),
    overrides: new PackedList<ImportedData['overrides'][number]>(),
    grants: new PackedList<ImportedData['grants'][number]>(),
  };
  readonly #counts = new Map<string, number>();
  readonly #repeats = new Repeats();
  #records = 0;
  readonly #reader = new JsonLists('data', LIMITS, (list, item) => this.#onItem(list, item));
  /** The first. The others are not looked for. */
  #problem: string | null = null;

  async push(chunk: Buffer): Promise<void> {
    for (let from = 0; from < chunk.length; from += PIECE_BYTES) {
      this.#reader.push(chunk.subarray(from, from + PIECE_BYTES));
      await nextTurn();
    }
  }

  end(): ImportBody {
    const rest = ACTIONS['data.import'].params.safeParse(this.#reader.end());
    // An export of a newer Rolecall says so here; no wonder then that its records are not understood.
    if (!rest.success) return refuse('invalid_params', explain(rest.error));
    if (this.#problem !== null) return refuse('invalid_params', this.#problem);
    const roles = this.#counts.get('roles');
    // Nobody looks at more of them than at how many there are.
    const counted = roles === undefined ? {} : { roles: new Array<unknown>(roles) };
    return { params: { data: { ...rest.data.data, ...this.#lists, ...counted } } };
  }

  #onItem(list: string, item: unknown): void {
    const index = this.#counts.get(list) ?? 0;
    this.#counts.set(list, index + 1);
    if (++this.#records > MAX_RECORDS) throw new JsonError(`More than ${MAX_RECORDS} records in all.`);
    if (!isExportList(list)) return;
    const max = MAX_EXPORTED[list];
    if (index >= max) throw new JsonError(`data.${list}: more than ${max}.`);
    this.#problem ??= this.#take(list, index, item);
  }

  /** @returns what is wrong with it */
  #take(list: ListName, index: number, item: unknown): string | null {
    const record = EXPORT_LISTS[list]().safeParse(item);
    const at = ['data', list, index] as const;
    if (!record.success) return explain(record.error, at);
    const twice = this.#repeats.find(list, record.data);
    if (twice !== null) return `${at.join('.')}: ${twice}`;
    (this.#lists[list] as PackedList<unknown>).add(record.data);
    return null;
  }
}

function isExportList(list: string): list is ListName {
  return Object.hasOwn(EXPORT_LISTS, list);
}

function refuse(code: ErrorCode, message: string): ImportBody {
  return { reply: failure(code, message) };
}
