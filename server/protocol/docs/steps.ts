/** Work in steps: whoever runs it may let the event loop turn at each `yield`. */
export type Steps<T> = Generator<undefined, T>;

/** All of it now. */
export function runNow<T>(steps: Steps<T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
