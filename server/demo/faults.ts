import type {
  DeliveryFault,
  Fault,
  FaultCall,
  FaultMatch,
  FaultRule,
  HttpFault,
  LagFault,
  ListFault,
  SocketFault,
} from './fault-types.ts';
import { FAULT_KINDS, requireRule } from './fault-kinds.ts';
import type { Stage } from './fault-kinds.ts';

interface FaultsByStage {
  http: HttpFault;
  moment: LagFault;
  list: ListFault;
  socket: SocketFault;
  delivery: DeliveryFault;
}

interface ActiveRule {
  id: number;
  rule: FaultRule;
  seen: number;
  struck: number;
}

/**
 * The faults in force: a list of rules, each a match and one thing to do. Several rules may strike the same
 * call; they are applied in the order in which they were added.
 */
export class Faults {
  #nextId = 1;
  #rules: ActiveRule[] = [];
  #struck = 0;

  /** Adds a rule and returns the function that takes it back. Throws on what it does not understand. */
  add(rule: FaultRule): () => void {
    const id = this.addWithId(rule);
    return () => this.remove(id);
  }

  /** As `add`, for callers on the other side of HTTP. */
  addWithId(rule: FaultRule): number {
    requireRule(rule);
    const id = this.#nextId++;
    this.#rules.push({ id, rule, seen: 0, struck: 0 });
    return id;
  }

  /** False when there is no such rule. */
  remove(id: number): boolean {
    const before = this.#rules.length;
    this.#rules = this.#rules.filter((active) => active.id !== id);
    return this.#rules.length < before;
  }

  clear(): void {
    this.#rules = [];
  }

  /** How often any fault has struck, since the start. */
  get struck(): number {
    return this.#struck;
  }

  /** The rules in force and how often each has struck. */
  list(): { id: number; rule: FaultRule; struck: number }[] {
    return this.#rules.map(({ id, rule, struck }) => ({ id, rule, struck }));
  }

  /** What strikes this call now. Asking counts: a rule with `times` is used up by it. */
  take<S extends Stage>(stage: S, call: FaultCall): FaultsByStage[S][] {
    const taken: Fault[] = [];
    for (const active of this.#rules) {
      const { rule } = active;
      if (FAULT_KINDS[rule.do.kind].stage !== stage || !matches(rule.match ?? {}, stage, call)) continue;
      active.seen++;
      if (active.seen <= (rule.skip ?? 0) || active.struck >= (rule.times ?? Infinity)) continue;
      active.struck++;
      this.#struck++;
      taken.push(rule.do);
    }
    return taken as FaultsByStage[S][];
  }
}

function matches(match: FaultMatch, stage: Stage, call: FaultCall): boolean {
  const { path, params = {} } = match;
  const lookup = match.lookup ?? (stage === 'list' ? false : undefined);
  return (
    (path === undefined || isPath(path, call.path)) &&
    (match.method === undefined || match.method.toUpperCase() === call.method) &&
    (match.page === undefined || match.page === call.page) &&
    (lookup === undefined || lookup === (call.lookup ?? false)) &&
    (match.type === undefined || match.type === call.type) &&
    Object.entries(params).every(([name, value]) => call.params?.getAll(name).includes(value) ?? false)
  );
}

/** A text is the whole path, or with `*` at its end the beginning of one. */
function isPath(wanted: string | RegExp, path: string): boolean {
  if (typeof wanted !== 'string') return wanted.test(path);
  return wanted.endsWith('*') ? path.startsWith(wanted.slice(0, -1)) : path === wanted;
}

/** The first fault of a kind among those that were taken. */
export function find<F extends Fault, K extends F['kind']>(
  faults: readonly F[],
  kind: K,
): Extract<F, { kind: K }> | undefined {
  return faults.find((fault): fault is Extract<F, { kind: K }> => fault.kind === kind);
}
