const SHARDS = 64;
const MIN_SLOTS = 16;
/** From the first table to the last. From the one to twice it, they would grow evenly all the time. */
const [LEAST_SHARE, MOST_SHARE] = [0.375, 0.75];
/** Ids that are the same text as this number. */
const NUMBER = /^[1-9]\d{0,14}$/;

interface Shard {
  /** 0: free. */
  ids: Float64Array;
  rows: Int32Array;
  used: number;
  /** How full it gets before it grows. */
  readonly share: number;
}

/**
 * Numbers ids from 0 on, without a text or an object for each: hundreds of thousands of those would make the garbage
 * collector stop the world. Several small tables, so that none of them stops it when it grows, and each fuller than the
 * one before when it does: they are filled alike, and would all grow at once.
 */
export class IdRows {
  readonly #shards: Shard[] = Array.from({ length: SHARDS }, (_, i) =>
    newShard(MIN_SLOTS, LEAST_SHARE + ((MOST_SHARE - LEAST_SHARE) * i) / SHARDS),
  );
  /** Ids that are no numbers. Twitch has none. */
  readonly #others = new Map<string, number>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The number of an id; a new one if it has none. */
  rowOf(id: string): number {
    if (!NUMBER.test(id)) return this.#rowOfOther(id);
    const number = Number(id);
    const hash = hashOf(number);
    const shard = this.#shards[hash % SHARDS] as Shard;
    const slot = find(shard, number, hash);
    if (shard.ids[slot] === number) return shard.rows[slot] as number;
    shard.ids[slot] = number;
    shard.rows[slot] = this.#size;
    if (++shard.used > shard.ids.length * shard.share) grow(shard);
    return this.#size++;
  }

  #rowOfOther(id: string): number {
    const known = this.#others.get(id);
    if (known !== undefined) return known;
    this.#others.set(id, this.#size);
    return this.#size++;
  }
}

const newShard = (slots: number, share: number): Shard => ({
  ids: new Float64Array(slots),
  rows: new Int32Array(slots),
  used: 0,
  share,
});

function hashOf(id: number): number {
  const mixed = Math.imul((id % 0x100000000) ^ Math.floor(id / 0x100000000), 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** Where the id is, or belongs. */
function find({ ids }: Shard, id: number, hash: number): number {
  const mask = ids.length - 1;
  let slot = Math.floor(hash / SHARDS) & mask;
  while (ids[slot] !== 0 && ids[slot] !== id) slot = (slot + 1) & mask;
  return slot;
}

function grow(shard: Shard): void {
  const larger = newShard(shard.ids.length * 2, shard.share);
  shard.ids.forEach((id, from) => {
    if (id === 0) return;
    const slot = find(larger, id, hashOf(id));
    larger.ids[slot] = id;
    larger.rows[slot] = shard.rows[from] as number;
  });
  shard.ids = larger.ids;
  shard.rows = larger.rows;
}
