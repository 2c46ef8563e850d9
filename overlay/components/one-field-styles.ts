import { css } from 'lit';

/** A form with one field and a large button. */
export const oneFieldStyles = css`
  p {
    margin: 0 0 0.75rem;
    color: var(--rolecall-text-soft);
  }
  label {
    display: block;
    margin-bottom: 0.25rem;
    font-weight: 600;
  }
  input {
    box-sizing: border-box;
    width: 100%;
    padding: 0.4rem 0.6rem;
    border: 1px solid var(--rolecall-text-soft);
    border-radius: 0.5rem;
    color: inherit;
    font: inherit;
  }
  button,
  .open {
    box-sizing: border-box;
    display: block;
    width: 100%;
    min-height: 2.75rem;
    padding: 0.6rem 1rem;
    border: 0;
    border-radius: var(--rolecall-radius);
    background: var(--rolecall-accent);
    color: var(--rolecall-on-accent);
    font: inherit;
    font-weight: 600;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
  }
  @media (forced-colors: active) {
    button,
    .open {
      border: 1px solid ButtonBorder;
    }
  }
  :focus-visible {
    outline: 3px solid var(--rolecall-focus);
    outline-offset: 2px;
  }
`;
