import { css } from 'lit';

/** How the steps of connecting with an own login look. */
export const loginWayStyles = css`
  dl {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 0.5rem 1.25rem;
    align-items: baseline;
    margin: 0.9rem 0;
  }
  dt {
    color: var(--rolecall-text-soft);
  }
  dd {
    margin: 0;
  }
  rolecall-copy {
    max-width: 24rem;
    margin: 0;
  }
  rolecall-login-code {
    margin-top: 1rem;
  }
  @media (max-width: 479px) {
    dl {
      grid-template-columns: minmax(0, 1fr);
      gap: 0.1rem;
    }
    dd {
      margin-bottom: 0.5rem;
    }
  }
  .fill-in {
    margin-top: 0.9rem;
  }
  input {
    display: block;
    max-width: 30rem;
    margin-top: 0.25rem;
    font-family: ui-monospace, 'Cascadia Mono', Consolas, monospace;
  }
  form label {
    display: block;
  }
  form .hint {
    margin-top: 0.4rem;
  }
  .good {
    color: var(--rolecall-fresh);
  }
  .error {
    margin-top: 0.75rem;
  }
`;
