import type { Log } from '../core/log.ts';
import { ApiError, isProblem, type Problem } from '../core/problem.ts';
import { ACTION_NAMES, ACTIONS, type ActionName, type Params, type Result } from '../protocol/actions.ts';
import type { ActionSpec } from '../protocol/spec.ts';
import { explain, type Reply } from '../protocol/envelope.ts';
import { includesLevel, type Level, LEVELS } from '../protocol/levels.ts';
import type { ErrorCode } from '../protocol/errors.ts';
import type { EventSink } from './event-hub.ts';
import type { ImportParams } from './import-params.ts';
import { mistakeIn, mistakeInParams, type WrongPart } from './mistakes.ts';

/** Who calls: how much they may do, and where events for them go (null over HTTP). */
export interface Caller {
  readonly level: Level;
  readonly sink: EventSink | null;
  /** A check of theirs is neither recorded nor counted, whatever they ask. */
  readonly onlyLooks?: boolean;
  /** What it calls itself, so that its mistakes can be told; null: one of our own pages. */
  readonly name?: string | null;
}

export type Handler<A extends ActionName> = (
  params: Params<A>,
  caller: Caller,
) => Result<A> | Promise<Result<A>>;

/** One handler for every action of the registry: a missing one does not compile. */
export type Handlers = { readonly [A in ActionName]: Handler<A> };

interface Route {
  readonly action: ActionName;
  readonly spec: ActionSpec;
  /** Of callers who may. */
  readonly levels: ReadonlySet<Level>;
  readonly handle: (params: unknown, caller: Caller) => unknown;
}

/** What the wire calls the problems of the store, of Twitch and of the peers; the others are `unavailable`. */
const WIRE_CODES: Readonly<Partial<Record<string, ErrorCode>>> = {
  not_connected: 'not_connected',
  login_expired: 'not_connected',
  unreachable: 'not_connected',
  no_answer: 'not_connected',
  wrong_password: 'not_connected',
  password_needed: 'not_connected',
  lost: 'not_connected',
  source_away: 'not_connected',
  source_not_set_up: 'not_connected',
  needs_login: 'not_connected',
  invalid_data: 'invalid_params',
};

function wireCodeOf(error: Problem): ErrorCode {
  return error instanceof ApiError ? error.code : (WIRE_CODES[error.code] ?? 'unavailable');
}

export type OnWrong = (caller: string, action: string | null, wrong: WrongPart) => void;

export function failure(code: ErrorCode, message: string): Reply {
  return { ok: false, error: { code, message } };
}

/**
 * The way of every action: name -> level -> params -> handler -> result. Knows no socket; WebSocket and
 * HTTP are two thin doors to it. Answers in the same tick where the handler does, so that a subscription's
 * snapshot and its first event cannot have a gap between them.
 */
export class Router {
  /** By name, so that one look finds all there is to know of an action. */
  readonly #routes = new Map<string, Route>();
  readonly #log: Log;
  readonly #onWrong: OnWrong | undefined;

  /** @param onWrong told of questions that were asked wrongly, by programs that are not ours */
  constructor(handlers: Handlers, log: Log, onWrong?: OnWrong) {
    for (const action of ACTION_NAMES) {
      this.#routes.set(action, {
        action,
        spec: ACTIONS[action],
        levels: new Set(LEVELS.filter((level) => includesLevel(level, ACTIONS[action].level))),
        handle: handlers[action] as Route['handle'],
      });
    }
    this.#log = log;
    this.#onWrong = onWrong;
  }

  /** A question was wrong. Who only looks, at an address that anybody may have given, is not counted. */
  noteWrong({ name, onlyLooks }: Caller, action: string | null, wrong: WrongPart): void {
    if (name && !onlyLooks) this.#onWrong?.(name, action, wrong);
  }

  dispatch(action: string, rawParams: unknown, caller: Caller): Reply | Promise<Reply> {
    const route = this.#routes.get(action);
    if (!route) {
      this.noteWrong(caller, null, { code: 'unknown_action', param: null });
      return failure('unknown_action', `There is no action "${printable(action)}".`);
    }
    const { spec, levels } = route;
    if (!levels.has(caller.level)) return tooLow(route, caller);
    let params: unknown = spec.quick?.(rawParams) ?? null;
    if (params === null) {
      const parsed = spec.params.safeParse(rawParams ?? {});
      if (!parsed.success) {
        this.noteWrong(caller, action, mistakeInParams(parsed.error.issues));
        return failure('invalid_params', explain(parsed.error));
      }
      params = parsed.data;
    }
    return this.#handle(route, params, caller);
  }

  /** For params that came bit by bit, and have passed their schema so. */
  async dispatchChecked(action: 'data.import', params: ImportParams, caller: Caller): Promise<Reply> {
    const route = this.#routes.get(action);
    if (!route) throw new Error(`There is no route to ${action}`);
    return route.levels.has(caller.level) ? this.#handle(route, params, caller) : tooLow(route, caller);
  }

  #handle(route: Route, params: unknown, caller: Caller): Reply | Promise<Reply> {
    const { action } = route;
    try {
      const result = route.handle(params, caller);
      if (!(result instanceof Promise)) return this.#success(route, result);
      return result.then(
        (value: unknown) => this.#success(route, value),
        (error: unknown) => this.#failed(action, error, caller),
      );
    } catch (error) {
      return this.#failed(action, error, caller);
    }
  }

  #success({ action, spec }: Route, value: unknown): Reply {
    // Asked a thousand times a second: what it answers is held to its schema by the tests alone.
    if (spec.quick) return { ok: true, result: value };
    const result = spec.result.safeParse(value);
    if (result.success) return { ok: true, result: result.data };
    return this.#failed(
      action,
      new Error(`Result of ${action} does not fit its schema: ${explain(result.error)}`),
    );
  }

  #failed(action: string, error: unknown, caller?: Caller): Reply {
    const wrong = caller ? mistakeIn(error) : null;
    if (caller && wrong) this.noteWrong(caller, action, wrong);
    if (isProblem(error)) return failure(wireCodeOf(error), error.text);
    this.#log.error('API', `"${action}" failed unexpectedly`, error);
    return failure('internal_error', 'Internal error; the log has the details.');
  }
}

function tooLow({ action, spec }: Route, { level }: Caller): Reply {
  return failure('forbidden', `"${action}" needs the level ${spec.level}; this caller has ${level}.`);
}

/** What came from outside, fit to be quoted. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 60);
}
