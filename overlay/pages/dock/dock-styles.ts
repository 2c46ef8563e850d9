import { css } from 'lit';

/** Distances are 0.25, 0.5 and 0.75 rem; letters 0.86, 0.93, 1, 1.07 and 1.21. */
export const dockStyles = css`
  :host {
    display: block;
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
    min-height: 20rem;
  }
  .head {
    display: grid;
    flex: none;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.5rem;
    padding: 0.4rem 0.5rem 0.25rem 0.75rem;
  }
  .top {
    display: flex;
    align-items: center;
    gap: 0.25rem;
  }
  .top > :first-child {
    flex: 1;
  }
  .incomplete {
    margin: 0;
  }
  rolecall-switches {
    padding-right: 0.25rem;
  }
  .tab-row {
    display: flex;
    flex: none;
    align-items: center;
    padding: 0 0.5rem;
    border-bottom: 1px solid var(--rolecall-line);
  }
  .tabs {
    display: flex;
    flex: 1;
    gap: 0.25rem;
    min-width: 0;
  }
  [role='tab'] {
    position: relative;
    min-width: 0;
    min-height: 2.15rem;
    padding: 0 0.6rem;
    border: 0;
    background: none;
    color: var(--rolecall-text-soft);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  [role='tab']:first-child {
    margin-left: -0.35rem;
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
    inset: auto 0.6rem 0;
    height: 2px;
    border-radius: 1px;
    background: var(--rolecall-accent-fill);
  }
  .icon-button.on {
    color: var(--rolecall-accent-fill);
  }
  .icon-button[aria-expanded='true'] {
    background: var(--rolecall-surface-raised);
    color: var(--rolecall-text);
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
  .panel > .list,
  .card > .list {
    border-top: 0;
  }
  /* Loaded later: nothing jumps. */
  rolecall-reasons:not(:defined) {
    display: none;
  }
  rolecall-counts:not(:defined) {
    display: block;
    min-height: 16rem;
  }
  .new {
    flex: 1;
    padding: 0 0.75rem;
    overflow-y: auto;
  }
  .new > * {
    max-width: 30rem;
    margin: 0 auto;
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
  :host([view='away']) rolecall-switches,
  :host([view='connecting']) .panel,
  :host([view='connecting']) .columns {
    filter: grayscale(1);
  }
  .wide .head {
    padding: 0.5rem 0.75rem;
  }
  .columns {
    display: grid;
    flex: 1 1 auto;
    grid-template-columns: minmax(0, 1.7fr) minmax(0, 1.15fr) minmax(0, 1fr);
    gap: 0.75rem;
    min-height: 0;
    padding: 0.25rem 0.75rem 0.75rem;
  }
  .huge .columns {
    grid-template-columns: minmax(0, 2fr) minmax(0, 1.3fr) minmax(0, 1.2fr) minmax(22rem, 0.9fr);
  }
  .card {
    display: flex;
    flex-direction: column;
    min-height: 0;
    border: 1px solid var(--rolecall-line);
    border-radius: var(--rolecall-radius);
    overflow: hidden;
  }
  .card > :last-child {
    flex: 1;
    min-height: 0;
  }
  .card-head {
    display: flex;
    flex: none;
    align-items: center;
    justify-content: space-between;
    min-height: 2.25rem;
    padding: 0 0.25rem 0 0.75rem;
    border-bottom: 1px solid var(--rolecall-hair);
  }
  h2 {
    margin: 0;
    font-size: 1rem;
    font-weight: 600;
  }
`;
