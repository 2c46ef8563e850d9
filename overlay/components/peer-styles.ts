import { css } from 'lit';

/** What the cards of other programs have beside the look of every form. */
export const peerStyles = css`
  h3 {
    margin: 0;
  }
  label {
    display: block;
  }
  input,
  select {
    display: block;
    margin-top: 0.25rem;
  }
  input[type='password'] {
    box-sizing: border-box;
    width: 100%;
    min-width: 0;
    min-height: 2.5rem;
    padding: 0.35rem 0.65rem;
    border: 1px solid #6f7889;
    border-radius: 0.5rem;
    background: var(--rolecall-background);
  }
  button.link {
    min-height: 1.8rem;
    padding: 0 0.2rem;
    background: none;
    color: var(--rolecall-syncing);
    text-decoration: underline;
  }
`;
