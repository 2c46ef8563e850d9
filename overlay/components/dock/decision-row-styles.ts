import { css } from 'lit';

/** A decision: name and time above, reason and what would allow it below; in one line where there is room. */
export const decisionRowStyles = css`
  .row {
    grid-template-columns: auto minmax(0, 1fr) auto;
    grid-template-rows: 1fr 1fr;
    row-gap: 0;
    padding: 0.15rem 0.5rem 0.15rem 0.75rem;
  }
  .decision {
    grid-row: 1 / 3;
  }
  .decision .icon {
    width: 1rem;
    height: 1rem;
  }
  .who {
    align-self: end;
    min-width: 0;
  }
  .why {
    display: flex;
    grid-column: 2 / 4;
    align-self: start;
    gap: 0.5rem;
    min-width: 0;
    color: var(--rolecall-text-soft);
    font-size: 0.86rem;
    line-height: 1.35;
  }
  .reason {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .why-not {
    flex: none;
    padding: 0;
    border: 0;
    border-radius: 0.25rem;
    background: none;
    color: var(--rolecall-syncing);
    font: inherit;
    text-decoration: none;
    cursor: pointer;
  }
  .why-not:hover {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .may-now {
    flex: none;
    color: var(--rolecall-fresh);
  }
  @media (forced-colors: active) {
    .why-not {
      border: 0 !important;
      color: LinkText;
      text-decoration: underline;
    }
  }
  .login {
    color: var(--rolecall-text-soft);
    font-size: 0.86rem;
    font-weight: 400;
  }
  /* The buttons take the place of the time. */
  .end {
    display: grid;
    align-self: end;
    justify-items: end;
    font-size: 0.86rem;
    line-height: 1.3;
  }
  .quick,
  .time {
    grid-area: 1 / 1;
  }
  .quick {
    display: flex;
    gap: 0.25rem;
    opacity: 0;
  }
  .row:hover .quick,
  .row:focus-within .quick {
    opacity: 1;
  }
  .row:hover .quick + .time,
  .row:focus-within .quick + .time {
    opacity: 0;
  }
  .time {
    align-self: center;
    pointer-events: none;
  }
  .quick button {
    display: grid;
    place-items: center;
    min-width: 1.75rem;
    height: 1.4rem;
    margin-block: -0.1rem;
    padding: 0 0.3rem;
    border: 0;
    border-radius: 0.35rem;
    background: var(--rolecall-surface-raised);
    font-size: 0.86rem;
    font-weight: 600;
  }
  .quick button:hover {
    background: var(--rolecall-line);
  }
  .quick button[aria-disabled='true'] {
    color: var(--rolecall-text-soft);
    cursor: default;
  }
  .quick .icon {
    width: 1rem;
    height: 1rem;
  }
  @media (hover: none) {
    .row .quick {
      opacity: 1 !important;
    }
    .row .quick + .time {
      display: none;
    }
  }
  :host([roomy]) .row {
    grid-template-columns: auto minmax(0, 1fr) minmax(0, 1.2fr) auto;
    grid-template-rows: 1fr;
    align-items: center;
    height: var(--row-height-roomy);
  }
  :host([roomy]) .row > * {
    grid-row: 1;
    align-self: center;
  }
  :host([roomy]) .why {
    grid-column: 3;
  }
  :host([roomy]) .end {
    grid-column: 4;
    /* As wide as the buttons, also where there are none: what stands before it lines up. */
    min-width: 4.1rem;
  }
  :host([roomy]) .decision {
    width: 1.4rem;
    height: 1.4rem;
  }
`;
