import { css } from 'lit';

/** A list that fills the pane. */
export const listStyles = css`
  .list {
    position: relative;
    flex: 1 1 auto;
    min-height: 10rem;
    border-top: 1px solid var(--rolecall-hair);
  }
  .list > * {
    position: absolute;
    inset: 0;
  }
  .empty {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 0.75rem;
    padding: 1rem 1.5rem;
    color: var(--rolecall-text-soft);
    text-align: center;
    overflow-wrap: anywhere;
  }
  .empty p {
    margin: 0;
    max-width: 22rem;
  }
`;

/** A pane: tools above a list. */
export const paneStyles = css`
  ${listStyles}
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }
  .tools {
    display: grid;
    flex: none;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.45rem;
    padding: 0.6rem 0.75rem;
  }
`;
