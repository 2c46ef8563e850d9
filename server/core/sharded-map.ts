const SHARDS = 64;

/** FNV-1a over the last characters, which differ most between ids and between logins. */
function shardOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = Math.max(0, key.length - 6); i < key.length; i++) {
    hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  }
  return (hash ^ (hash >>> 15)) & (SHARDS - 1);
}

/**
 * V8 looks for what is in use in groups of 64 neighbours, and opens all of a group before what it finds in them. Shards
 * in one group would become a list of everybody, which each of the many small collections meanwhile walks through, for
 * 20 to 60 ms at 700,000. So only every 16th neighbour is a shard.
 */
const APART = 16;

/** Holds a shard's neighbour off. One of its own for each place: V8 does not list the same thing twice. */
class Spacer {}

/**
 * A string-keyed map for hundreds of thousands of viewers. One big `Map` rehashes inside a single
 * insert (48 ms at 700,000 entries), which every client would feel; 64 small ones never stall a tick.
 */
export class ShardedMap<V> {
  /** Empty until somebody comes in: a start makes a dozen maps that mostly stay so. */
  readonly #places: (Map<string, V> | Spacer)[] = [];
  /** Counted, not summed up: some ask with each check. */
  #size = 0;

  get size(): number {
    return this.#size;
  }

  #shard(key: string): Map<string, V> | undefined {
    return this.#places[shardOf(key) * APART] as Map<string, V> | undefined;
  }

  *#shards(): Generator<Map<string, V>, void, undefined> {
    for (let i = 0; i < this.#places.length; i += APART) yield this.#places[i] as Map<string, V>;
  }

  get(key: string): V | undefined {
    return this.#shard(key)?.get(key);
  }

  has(key: string): boolean {
    return this.#shard(key)?.has(key) ?? false;
  }

  set(key: string, value: V): void {
    if (this.#places.length === 0) {
      for (let i = 0; i < SHARDS * APART; i++) {
        this.#places.push(i % APART === 0 ? new Map<string, V>() : new Spacer());
      }
    }
    // shardOf() is always within the array.
    const shard = this.#shard(key) as Map<string, V>;
    const before = shard.size;
    shard.set(key, value);
    this.#size += shard.size - before;
  }

  delete(key: string): boolean {
    const isGone = this.#shard(key)?.delete(key) ?? false;
    if (isGone) this.#size--;
    return isGone;
  }

  clear(): void {
    for (const shard of this.#shards()) shard.clear();
    this.#size = 0;
  }

  /** Every value, a part of them at a time: for long walks that have to let others in between. */
  *parts(): Generator<{ readonly size: number; readonly values: Iterable<V> }, void, undefined> {
    for (const shard of this.#shards()) yield { size: shard.size, values: shard.values() };
  }

  /** Every value; the map is emptied on the way, so that what is made of them takes their place in memory. */
  *drain(): Generator<V, void, undefined> {
    for (const shard of this.#shards()) {
      yield* shard.values();
      this.#size -= shard.size;
      shard.clear();
    }
  }

  *values(): Generator<V, void, undefined> {
    for (const shard of this.#shards()) yield* shard.values();
  }

  *[Symbol.iterator](): Generator<[string, V], void, undefined> {
    for (const shard of this.#shards()) yield* shard;
  }
}
