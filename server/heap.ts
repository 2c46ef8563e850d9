/** How much larger than what is in use the heap may grow before V8 collects, percent. By itself V8 allows 300. */
const GROWTH = 20;

/**
 * Rolecall runs beside a game and OBS: memory counts more than the little time that collecting sooner takes
 * (none that a sync of 700,000 would show). V8 reads this at each collection, so it may be set while running.
 */
export async function keepHeapSmall(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8'); // loading it would make a start wait
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
}
