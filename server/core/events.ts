/** `M` maps each event to its data; every room declares its own part of the map. */
export interface Emitter<M> {
  emit<E extends keyof M>(event: E, data: M[E]): void;
}

export interface Subscriptions<M> {
  /** @returns what ends it */
  on<E extends keyof M>(event: E, listener: (data: M[E]) => void): () => void;
}

type Listener = (data: never) => void;

/**
 * Events inside this process, told when they are true: after they are stored. Listeners are called at once, in
 * the order in which they came. One that throws keeps nothing from the others, nor from who emitted.
 */
export class Events<M> implements Emitter<M>, Subscriptions<M> {
  readonly #listeners = new Map<keyof M, readonly Listener[]>();
  readonly #onError: (event: keyof M, error: unknown) => void;

  constructor(onError: (event: keyof M, error: unknown) => void) {
    this.#onError = onError;
  }

  on<E extends keyof M>(event: E, listener: (data: M[E]) => void): () => void {
    const others = (): readonly Listener[] =>
      (this.#listeners.get(event) ?? []).filter((each) => each !== listener);
    this.#listeners.set(event, [...others(), listener]);
    return () => void this.#listeners.set(event, others());
  }

  emit<E extends keyof M>(event: E, data: M[E]): void {
    for (const listener of this.#listeners.get(event) ?? []) {
      try {
        (listener as (data: M[E]) => void)(data);
      } catch (error) {
        this.#onError(event, error);
      }
    }
  }
}
