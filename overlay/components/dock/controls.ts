import { css } from 'lit';

/** Buttons, fields and icons of the dock. */
export const controlStyles = css`
  button,
  select,
  input {
    box-sizing: border-box;
    font: inherit;
    color: inherit;
  }
  button {
    cursor: pointer;
  }
  .button,
  select,
  input {
    min-height: 2.15rem;
    padding: 0.25rem 0.7rem;
    border: 1px solid transparent;
    border-radius: 0.5rem;
    background: var(--rolecall-surface-raised);
  }
  .button {
    font-weight: 550;
    white-space: nowrap;
    transition: background-color 0.12s;
  }
  .button:hover {
    background: var(--rolecall-line);
  }
  select,
  input {
    min-width: 0;
    border-color: var(--rolecall-edge);
    background: var(--rolecall-background);
  }
  input::placeholder {
    color: var(--rolecall-text-soft);
    opacity: 1;
  }
  .button[aria-disabled='true'] {
    background: none;
    border-color: var(--rolecall-line);
    color: var(--rolecall-text-soft);
    cursor: default;
  }
  .icon-button {
    display: inline-grid;
    flex: none;
    place-items: center;
    width: 2rem;
    height: 2rem;
    padding: 0;
    border: 0;
    border-radius: 0.5rem;
    background: none;
    color: var(--rolecall-text-soft);
  }
  .icon-button:hover {
    background: var(--rolecall-surface-raised);
    color: var(--rolecall-text);
  }
  .icon-button[aria-disabled='true'] {
    opacity: 0.45;
    cursor: default;
  }
  .icon {
    width: 1.15rem;
    height: 1.15rem;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  :focus-visible {
    outline: 2px solid var(--rolecall-focus);
    outline-offset: 1px;
  }
  @media (forced-colors: active) {
    button {
      border: 1px solid ButtonBorder !important;
    }
    [aria-checked='true'],
    [aria-pressed='true'],
    [aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -3px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
      animation: none !important;
    }
  }
`;
