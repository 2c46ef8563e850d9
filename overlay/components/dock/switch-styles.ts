import { css } from 'lit';

/** The row of switches of the dock. */
export const switchStyles = css`
  :host {
    display: flex;
    align-items: flex-start;
    gap: 0.4rem;
    min-width: 0;
  }
  .all {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    gap: 0.4rem;
    min-width: 0;
    max-height: 2rem;
    overflow: hidden;
    /* Room for the focus ring, which the edge would cut off. */
    margin: -3px;
    padding: 3px;
  }
  .all.open {
    max-height: 11rem;
    overflow-y: auto;
    scrollbar-width: thin;
  }
  .switch,
  .more {
    display: flex;
    align-items: center;
    gap: 0.35rem;
    max-width: 100%;
    min-height: 2rem;
    padding: 0 0.4rem 0 0.5rem;
    border: 1px solid transparent;
    border-radius: 0.5rem;
    background: var(--rolecall-surface);
    font-size: 0.93rem;
    line-height: 1.2;
  }
  .beyond {
    visibility: hidden;
  }
  .switch:hover,
  .more:hover {
    background: var(--rolecall-surface-raised);
  }
  .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .track {
    position: relative;
    flex: none;
    width: 1.7rem;
    height: 1rem;
    border-radius: 1rem;
    background: var(--rolecall-edge);
    transition: background-color 0.15s;
    forced-color-adjust: none;
  }
  .knob {
    position: absolute;
    top: 0.15rem;
    left: 0.15rem;
    width: 0.7rem;
    height: 0.7rem;
    border-radius: 50%;
    background: var(--rolecall-background);
    transition: transform 0.15s;
  }
  [aria-checked='true'] .track {
    background: var(--rolecall-on);
  }
  [aria-checked='true'] .knob {
    background: var(--rolecall-on-knob);
    transform: translateX(0.7rem);
  }
  [aria-checked='false'] .name {
    color: var(--rolecall-text-soft);
  }
  [aria-disabled='true'] {
    cursor: default;
  }
  .more {
    flex: none;
    gap: 0.25rem;
    padding: 0 0.35rem;
    color: var(--rolecall-text-soft);
    font-variant-numeric: tabular-nums;
  }
  .chevron {
    width: 0.4rem;
    height: 0.4rem;
    margin: -0.2rem 0.15rem 0;
    border: solid currentColor;
    border-width: 0 0.12rem 0.12rem 0;
    transform: rotate(45deg);
  }
  .more[aria-expanded='true'] .chevron {
    margin-top: 0.25rem;
    transform: rotate(225deg);
  }
`;
