/** A field has a new value that wants to be saved. Stays within the section that shows the field. */
export class ValueEvent<T> extends Event {
  readonly value: T;

  constructor(value: T) {
    super('rolecall-value', { bubbles: true });
    this.value = value;
  }
}

/** A section asks its page for a change. */
export class EditEvent<T> extends Event {
  readonly edit: T;

  constructor(edit: T) {
    super('rolecall-edit', { bubbles: true, composed: true });
    this.edit = edit;
  }
}
