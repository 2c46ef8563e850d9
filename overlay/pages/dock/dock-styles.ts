import { css } from 'lit';

export const dockStyles = css`
  :host {
    display: block;
  }
  .lists {
    margin-bottom: 0.75rem;
    border-radius: var(--rolecall-radius);
    background: var(--rolecall-surface);
  }
  rolecall-kind + rolecall-kind {
    border-top: 1px solid var(--rolecall-line);
  }
  rolecall-connect::part(connect) {
    margin: 0 0 0.75rem;
  }
  .spoken {
    top: 0;
    left: 0;
  }
  main {
    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    height: 100vh;
    min-height: 22rem;
  }
  .head {
    display: grid;
    flex: none;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.6rem;
    padding: 0.75rem 0.75rem 0;
  }
  .incomplete {
    margin: 0 0.2rem;
  }
  .bar {
    display: flex;
    align-items: flex-start;
    gap: 0.4rem;
  }
  .bar > :first-child {
    flex: 1;
    min-width: 0;
  }
  .tabs {
    display: flex;
    flex: none;
    margin-top: 0.35rem;
    padding: 0 0.4rem;
    border-bottom: 1px solid var(--rolecall-line);
  }
  [role='tab'] {
    position: relative;
    flex: 1 1 auto;
    min-width: 0;
    min-height: 2.5rem;
    padding: 0 0.25rem;
    border: 0;
    background: none;
    color: var(--rolecall-text-soft);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  [role='tab']:hover {
    color: var(--rolecall-text);
  }
  [role='tab']:focus-visible {
    outline-offset: -3px;
    border-radius: 0.5rem;
  }
  [aria-selected='true'] {
    color: var(--rolecall-text);
    font-weight: 600;
  }
  [aria-selected='true']::after {
    content: '';
    position: absolute;
    inset: auto 0.4rem 0;
    height: 2px;
    border-radius: 1px;
    background: var(--rolecall-accent-fill);
  }
  .panel {
    display: flex;
    flex: 1 1 auto;
    flex-direction: column;
    min-height: 0;
    outline-offset: -2px;
  }
  .panel > * {
    flex: 1 1 auto;
  }
  /* Loaded later: the space is kept free, so that nothing jumps. */
  rolecall-counts:not(:defined) {
    display: block;
    min-height: 16rem;
  }
  rolecall-reasons:not(:defined) {
    display: none;
  }
  .scroll {
    padding: 0.75rem;
    overflow-y: auto;
    scrollbar-width: thin;
    scrollbar-color: var(--rolecall-edge) transparent;
  }
  /* What is not up to date loses its colours but stays readable. */
  :host([view='away']) .panel,
  :host([view='away']) .columns,
  :host([view='away']) .bar,
  :host([view='connecting']) .panel,
  :host([view='connecting']) .columns {
    filter: grayscale(1);
  }
  .columns {
    display: grid;
    flex: 1 1 auto;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1.1fr) minmax(0, 1.1fr);
    gap: 0.75rem;
    min-height: 0;
    padding: 0.75rem;
  }
  .column {
    display: flex;
    flex-direction: column;
    gap: 0.75rem;
    min-height: 0;
    overflow-y: auto;
    scrollbar-width: thin;
  }
  .card {
    display: flex;
    flex: 1 1 16rem;
    flex-direction: column;
    min-height: 12rem;
    border: 1px solid var(--rolecall-line);
    border-radius: var(--rolecall-radius);
    overflow: hidden;
  }
  .card > :last-child {
    flex: 1;
  }
  h2 {
    margin: 0;
    padding: 0.6rem 0.75rem 0;
    font-size: 1rem;
    font-weight: 600;
  }
  .wide .head {
    grid-template-columns: minmax(0, 1fr) minmax(0, 2.2fr);
    gap: 1.25rem;
    align-items: center;
  }
  .wide rolecall-troubles,
  .wide .incomplete {
    grid-column: 1 / -1;
    order: 1;
  }
  .wide h2.bare {
    padding: 0.6rem 0.75rem;
  }
  @media (max-width: 339px) {
    .head {
      padding: 0.5rem 0.5rem 0;
    }
    .scroll {
      padding: 0.5rem;
    }
    .tabs {
      padding: 0;
      font-size: 0.93rem;
    }
    [role='tab'] {
      padding: 0 0.1rem;
    }
  }
`;
