import { css } from 'lit';

/** The bar at the lower edge of the dock. */
export const footerStyles = css`
  :host {
    position: relative;
    display: block;
    flex: none;
    border-top: 1px solid var(--rolecall-line);
    background: var(--rolecall-surface);
    font-variant-numeric: tabular-nums;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 0.25rem;
    padding: 0.25rem 0.5rem 0.25rem 0.25rem;
  }
  .lists {
    display: flex;
    flex: 1;
    align-items: center;
    gap: 0.5rem;
    min-width: 0;
    min-height: 2.35rem;
    padding: 0 0.5rem;
    border: 0;
    border-radius: 0.5rem;
    background: none;
    text-align: left;
  }
  button.lists:hover {
    background: var(--rolecall-surface-raised);
  }
  .words {
    flex: 1;
    min-width: 0;
    line-height: 1.3;
  }
  .counts,
  .age {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  /* Of a large channel they take two lines where they have to: never a part of them. */
  .counts {
    font-size: 0.86rem;
    white-space: normal;
    text-wrap: balance;
  }
  .age {
    color: var(--rolecall-text-soft);
    font-size: 0.86rem;
  }
  .chevron {
    flex: none;
    width: 0.4rem;
    height: 0.4rem;
    margin-top: 0.2rem;
    border: solid var(--rolecall-text-soft);
    border-width: 0 0.12rem 0.12rem 0;
    transform: rotate(225deg);
  }
  .sync {
    display: flex;
    flex: none;
    align-items: center;
    gap: 0.3rem;
    padding: 0.25rem 0.55rem;
    font-size: 0.93rem;
    background: var(--rolecall-accent);
    color: var(--rolecall-on-accent);
  }
  .sync:hover {
    background: var(--rolecall-accent-hover);
  }
  .sync[aria-disabled='true'] {
    border-color: var(--rolecall-line);
    background: none;
    color: var(--rolecall-text-soft);
  }
  .sync .icon {
    display: block;
    width: 1rem;
    height: 1rem;
  }
  /* As wide as what it says while it runs. */
  .word {
    min-width: 2.8em;
    text-align: center;
  }
  .turns .icon {
    animation: turn 0.9s linear infinite;
  }
  @keyframes turn {
    to {
      transform: rotate(360deg);
    }
  }
  .progress {
    position: absolute;
    inset: -1px 0 auto;
    height: 2px;
    pointer-events: none;
  }
  .fill {
    height: 100%;
    background: var(--rolecall-accent-fill);
    forced-color-adjust: none;
    transform-origin: 0 0;
    transition: transform 0.3s;
  }
  @media (max-width: 339px) {
    .lists {
      padding: 0 0.25rem 0 0.5rem;
    }
    .chevron {
      display: none;
    }
    .sync {
      padding: 0.25rem 0.4rem;
    }
  }
  @media (max-width: 289px) {
    .word {
      display: none;
    }
  }
`;
