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
 * A string-keyed map for hundreds of thousands of viewers. One big `Map` rehashes inside a single
 * insert (48 ms at 700,000 entries), which every client would feel; 64 small ones never stall a tick.
 */
export class ShardedMap<V> {
  readonly #shards: Map<string, V>[] = Array.from({ length: SHARDS }, () => new Map<string, V>());
  /** Counted, not summed up: some ask with each check. */
  #size = 0;

  get size(): number {
    return this.#size;
  }

  #shard(key: string): Map<string, V> {
    // shardOf() is always within the array.
    return this.#shards[shardOf(key)] as Map<string, V>;
  }

  get(key: string): V | undefined {
    return this.#shard(key).get(key);
  }

  has(key: string): boolean {
    return this.#shard(key).has(key);
  }

  set(key: string, value: V): void {
    const shard = this.#shard(key);
    const before = shard.size;
    shard.set(key, value);
    this.#size += shard.size - before;
  }

  delete(key: string): boolean {
    const isGone = this.#shard(key).delete(key);
    if (isGone) this.#size--;
    return isGone;
  }

  clear(): void {
    for (const shard of this.#shards) shard.clear();
    this.#size = 0;
  }

  /** Every value, a part of them at a time: for long walks that have to let others in between. */
  *parts(): Generator<{ readonly size: number; readonly values: Iterable<V> }, void, undefined> {
    for (const shard of this.#shards) yield { size: shard.size, values: shard.values() };
  }

  /** Every value; the map is emptied on the way, so that what is made of them takes their place in memory. */
  *drain(): Generator<V, void, undefined> {
    for (const shard of this.#shards) {
      yield* shard.values();
      this.#size -= shard.size;
      shard.clear();
    }
  }

  *values(): Generator<V, void, undefined> {
    for (const shard of this.#shards) yield* shard.values();
  }

  *[Symbol.iterator](): Generator<[string, V], void, undefined> {
    for (const shard of this.#shards) yield* shard;
  }
}
