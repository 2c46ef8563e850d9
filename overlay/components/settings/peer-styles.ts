import { css } from 'lit';

/** The look of the cards of other programs. */
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
  button.link {
    min-height: 1.8rem;
    padding: 0 0.2rem;
    background: none;
    color: var(--rolecall-syncing);
    text-decoration: underline;
  }
`;
