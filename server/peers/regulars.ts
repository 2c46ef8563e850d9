/** Somebody who was made a Regular, or is one no more. */
export interface Regular {
  readonly userId: string;
  readonly name: string;
}

/** What Speaker.bot was told. There is no way to ask it, so this is all that is known. */
export interface RegularsTold {
  readonly regulars: readonly Regular[];
  /** No Regulars any more, newest last. Sent again now and then, because nothing confirms a datagram. */
  readonly removed: readonly Regular[];
}

/** Where that outlives a restart. */
export interface RegularsStore {
  get(): RegularsTold;
  /** Resolves when it is durable. @throws if it could not be saved */
  save(told: RegularsTold): Promise<void>;
}

/** Who is allowed now. */
export interface AllowedNow {
  readonly isEverybody: boolean;
  /** How many there are, with a name or without. */
  readonly count: number;
  /** By id, as far as there is room: those among `known` are always listed. */
  readonly users: ReadonlyMap<string, string>;
}

/** More than any list in Speaker.bot was made for; a full round takes under two minutes. */
export const MAX_REGULARS = 5_000;
export const MAX_REMOVED = 1_000;

/** One line for Speaker.bot. */
export interface Order {
  readonly mode: 'add' | 'del';
  readonly userId: string;
  readonly name: string;
}

/**
 * What has to be stored before anything is sent: after a crash in between, everybody who
 * was made a Regular can still be removed.
 */
export function remember(before: RegularsTold, now: AllowedNow): RegularsTold {
  const isFull = now.count > MAX_REGULARS;
  const known = new Set(before.regulars.map(({ userId }) => userId));
  const regulars = [...now.users]
    .filter(([userId]) => !isFull || known.has(userId))
    .map(([userId, name]) => ({ userId, name }));
  const isRegular = new Set(regulars.map(({ userId }) => userId));
  const removed = [...before.removed, ...before.regulars].filter(({ userId }) => !isRegular.has(userId));
  return { regulars, removed: removed.slice(-MAX_REMOVED) };
}

/** What Speaker.bot still has to be told: removals first. @param sent by id, what was sent in this round */
export function ordersOf(told: RegularsTold, sent: ReadonlyMap<string, string>): Order[] {
  const orders: Order[] = [
    ...told.removed.map((user) => ({ mode: 'del' as const, ...user })),
    ...told.regulars.map((user) => ({ mode: 'add' as const, ...user })),
  ];
  return orders.filter((order) => sent.get(order.userId) !== sentMark(order));
}

/** What `sent` holds for an order. */
export function sentMark({ mode, name }: Order): string {
  return `${mode} ${name}`;
}

/** The datagram. Source: the documentation of Speaker.bot's UDP interface, "Add Regular". */
export function toDatagram({ mode, userId, name }: Order): string {
  return JSON.stringify({ command: 'reg', mode, user: name, id: userId });
}

export function isSameTold(a: RegularsTold, b: RegularsTold): boolean {
  return isSameList(a.regulars, b.regulars) && isSameList(a.removed, b.removed);
}

function isSameList(a: readonly Regular[], b: readonly Regular[]): boolean {
  return (
    a.length === b.length && a.every(({ userId, name }, i) => userId === b[i]?.userId && name === b[i].name)
  );
}
