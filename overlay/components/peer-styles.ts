import { css } from 'lit';

/** The look of the settings page's sections, for the programs that are called. */
export const peerStyles = css`
  :host {
    display: block;
  }
  h3 {
    margin: 0;
    font-size: 1.1rem;
    font-weight: 650;
  }
  p {
    margin: 0 0 0.75rem;
    overflow-wrap: anywhere;
  }
  .lead,
  .soft {
    color: var(--rolecall-text-soft);
  }
  .lead {
    max-width: 60ch;
  }
  .card {
    margin-bottom: 1rem;
    padding: 1rem 1.1rem 1.1rem;
    border-radius: var(--rolecall-radius);
    background: var(--rolecall-surface);
  }
  label {
    display: block;
    font-weight: 600;
  }
  input[type='text'],
  input[type='number'],
  input[type='password'],
  select {
    box-sizing: border-box;
    display: block;
    width: 100%;
    min-width: 0;
    min-height: 2.5rem;
    margin-top: 0.25rem;
    padding: 0.35rem 0.65rem;
    border: 1px solid #6f7889;
    border-radius: 0.5rem;
    background: var(--rolecall-background);
    color: inherit;
    font: inherit;
    font-weight: 400;
  }
  input:disabled,
  select:disabled {
    border-color: var(--rolecall-line);
    color: var(--rolecall-text-soft);
  }
  button {
    min-height: 2.5rem;
    padding: 0.45rem 1rem;
    border: 0;
    border-radius: 0.6rem;
    background: var(--rolecall-surface-raised);
    color: var(--rolecall-text);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  button:hover {
    background: var(--rolecall-line);
  }
  button.link {
    min-height: 1.8rem;
    padding: 0 0.2rem;
    background: none;
    color: var(--rolecall-syncing);
    text-decoration: underline;
  }
  button:disabled {
    color: var(--rolecall-text-soft);
    cursor: default;
  }
  :focus-visible {
    outline: 3px solid var(--rolecall-focus);
    outline-offset: 2px;
  }
  .hint {
    margin: 0;
    color: var(--rolecall-text-soft);
    font-size: 0.93rem;
    font-weight: 400;
  }
  .problem {
    color: var(--rolecall-failed);
    font-size: 0.93rem;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6rem;
    align-items: center;
  }
`;
