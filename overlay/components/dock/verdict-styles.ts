import { css } from 'lit';

/** What a viewer may, and the buttons that change it. */
export const verdictStyles = css`
  .few {
    margin-bottom: 0.75rem;
    overflow-x: auto;
    scrollbar-width: thin;
  }
  .few .choice {
    box-sizing: border-box;
    width: max-content;
    min-width: 100%;
  }
  .verdict {
    display: flex;
    align-items: flex-start;
    gap: 0.6rem;
  }
  .says {
    flex: 1;
    min-width: 0;
    margin: 0.1rem 0 0;
    font-size: 1.07rem;
    font-weight: 600;
    line-height: 1.35;
    overflow-wrap: anywhere;
  }
  .also,
  .soft {
    margin: 0.35rem 0 0;
    color: var(--rolecall-text-soft);
    font-size: 0.93rem;
  }
  .cure,
  .force {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem;
    margin-top: 0.6rem;
    padding: 0.5rem 0.5rem 0.5rem 0.75rem;
    border-radius: 0.5rem;
    background: var(--rolecall-surface);
  }
  .force {
    flex-wrap: nowrap;
  }
  .cure p {
    flex: 1 1 11rem;
    margin: 0;
    line-height: 1.35;
  }
  .cure a {
    display: inline-flex;
    align-items: center;
    box-sizing: border-box;
    color: inherit;
    text-decoration: none;
  }
  .three {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 0.5rem;
    margin-top: 0.75rem;
  }
  .big {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 0.1rem;
    min-height: 3.5rem;
    padding: 0.35rem 0.25rem;
    line-height: 1.2;
    white-space: normal;
    text-align: center;
  }
  .big small {
    font-size: 0.86rem;
  }
  .big.on {
    border-color: var(--rolecall-accent-fill);
    background: var(--rolecall-picked);
  }
  .longer {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-height: 2rem;
    margin: 0.35rem 0 0;
    padding: 0 0.25rem;
    border: 0;
    border-radius: 0.35rem;
    background: none;
    color: var(--rolecall-text-soft);
  }
  .longer:hover {
    color: var(--rolecall-text);
  }
  .chevron {
    width: 0.4rem;
    height: 0.4rem;
    margin-top: -0.2rem;
    border: solid currentColor;
    border-width: 0 0.12rem 0.12rem 0;
    transform: rotate(45deg);
  }
  [aria-expanded='true'] .chevron {
    margin-top: 0.25rem;
    transform: rotate(225deg);
  }
`;
