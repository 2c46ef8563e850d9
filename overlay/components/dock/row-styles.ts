import { css } from 'lit';

/** How a list that scrolls, and a row of it, looks: two lines, or one where there is room. */
export const rowStyles = css`
  :host {
    --row-height: 2.85rem;
    --row-height-roomy: 2.15rem;
    display: block;
    overflow-x: hidden;
    overflow-y: auto;
    overscroll-behavior: contain;
    contain: strict;
    scrollbar-color: var(--rolecall-edge) transparent;
    scrollbar-width: thin;
  }
  .all {
    position: relative;
    overflow: hidden;
  }
  .row {
    position: absolute;
    inset: 0 0 auto;
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    column-gap: 0.6rem;
    box-sizing: border-box;
    height: var(--row-height);
    padding: 0 0.4rem 0 0.75rem;
    border-bottom: 1px solid var(--rolecall-hair);
    contain: strict;
  }
  .row:hover,
  .row:focus-within {
    background: var(--rolecall-hover);
  }
  .main {
    display: block;
    max-width: 100%;
    padding: 0;
    border: 0;
    background: none;
    font-weight: 600;
    line-height: 1.3;
    text-align: left;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .main:hover {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .main:focus-visible {
    outline-offset: -2px;
    border-radius: 0.25rem;
  }
  @media (forced-colors: active) {
    /* Links among the words: a box around each would be a wall of boxes. */
    .main {
      border: 0 !important;
      color: LinkText;
    }
  }
  .second {
    overflow: hidden;
    color: var(--rolecall-text-soft);
    font-size: 0.86rem;
    line-height: 1.35;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .end {
    display: flex;
    align-items: center;
    color: var(--rolecall-text-soft);
    font-size: 0.86rem;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .login {
    color: var(--rolecall-text-soft);
    font-size: 0.86rem;
    font-weight: 400;
  }
  /* One line where there is room for it. */
  :host([roomy]) .row {
    height: var(--row-height-roomy);
  }
  :host([roomy]) .both {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1.2fr);
    align-items: center;
    column-gap: 0.6rem;
  }
  .blank {
    height: 0.7rem;
    width: 9rem;
    max-width: 60%;
    border-radius: 0.35rem;
    background: var(--rolecall-surface-raised);
  }
`;
