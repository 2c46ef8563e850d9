/** A field has a new value. */
export class ValueEvent<T> extends Event {
  constructor(readonly value: T) {
    super('rolecall-value', { bubbles: true });
  }
}

/** A section asks the page for a change. */
export class EditEvent<T> extends Event {
  constructor(readonly edit: T) {
    super('rolecall-edit', { bubbles: true, composed: true });
  }
}
