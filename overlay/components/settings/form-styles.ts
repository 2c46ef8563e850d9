import { css } from 'lit';

/** The look of the settings page. */
export const formStyles = css`
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  :host {
    display: block;
  }
  h2 {
    margin: 0 0 0.9rem;
    font-size: 1.5rem;
    font-weight: 650;
    line-height: 1.25;
    letter-spacing: -0.01em;
  }
  h3 {
    margin: 0 0 0.35rem;
    font-size: 1.1rem;
    font-weight: 650;
  }
  p {
    margin: 0 0 0.75rem;
    overflow-wrap: anywhere;
    text-wrap: pretty;
  }
  .lead,
  .soft {
    color: var(--rolecall-text-soft);
  }
  .lead {
    max-width: 68ch;
    margin: -0.55rem 0 1.25rem;
  }
  .card {
    margin-bottom: 1rem;
    padding: 1rem 1.1rem 1.1rem;
    border-radius: var(--rolecall-radius);
    background: var(--rolecall-surface);
  }
  .card > :last-child {
    margin-bottom: 0;
  }
  .notice {
    display: block;
    margin-bottom: 1rem;
    padding: 0.75rem 1rem;
    border-left: 4px solid var(--rolecall-stale);
    border-radius: 0 var(--rolecall-radius) var(--rolecall-radius) 0;
    background: var(--rolecall-surface);
  }
  .notice.bad {
    border-color: var(--rolecall-failed);
  }
  .notice.good {
    border-color: var(--rolecall-fresh);
  }
  .notice > :last-child {
    margin-bottom: 0;
  }
  a {
    color: var(--rolecall-syncing);
  }
  button,
  .button {
    box-sizing: border-box;
    display: inline-block;
    min-height: 2.5rem;
    padding: 0.45rem 1rem;
    border: 0;
    border-radius: 0.6rem;
    background: var(--rolecall-surface-raised);
    color: var(--rolecall-text);
    font: inherit;
    font-weight: 600;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
  }
  button:hover {
    background: var(--rolecall-line);
  }
  button.main,
  .button.main {
    background: var(--rolecall-accent);
    color: var(--rolecall-on-accent);
  }
  button.main:hover {
    background: var(--rolecall-accent-hover);
  }
  button.danger {
    background: var(--rolecall-danger);
    color: var(--rolecall-on-danger);
  }
  button.danger:hover {
    background: var(--rolecall-danger-hover);
  }
  button:disabled,
  button:disabled:hover {
    background: var(--rolecall-surface-raised);
    color: var(--rolecall-text-soft);
    cursor: default;
  }
  @media (forced-colors: active) {
    button,
    .button {
      border: 1px solid ButtonBorder;
    }
    button.main:enabled,
    .button.main {
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
    button:disabled {
      border-color: GrayText;
      color: GrayText;
    }
  }
  :focus-visible {
    outline: 3px solid var(--rolecall-focus);
    outline-offset: 2px;
  }
  label,
  legend {
    padding: 0;
    font-weight: 600;
  }
  input,
  select {
    color: inherit;
    font: inherit;
    font-weight: 400;
  }
  input[type='text'],
  input[type='number'],
  input[type='password'],
  select {
    box-sizing: border-box;
    width: 100%;
    min-width: 0;
    min-height: 2.5rem;
    padding: 0.35rem 0.65rem;
    border: 1px solid var(--rolecall-edge);
    border-radius: 0.5rem;
    background: var(--rolecall-background);
  }
  input:disabled,
  select:disabled {
    border-color: var(--rolecall-line);
    color: var(--rolecall-text-soft);
  }
  input[aria-invalid='true'] {
    border-color: var(--rolecall-failed);
  }
  .hint {
    margin: 0.1rem 0 0;
    color: var(--rolecall-text-soft);
    font-size: 0.93rem;
    font-weight: 400;
  }
  .error {
    margin: 0.3rem 0 0;
    color: var(--rolecall-failed);
    font-size: 0.93rem;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6rem;
    align-items: center;
  }
  /* The buttons of a step: back on the left, on on the right, in each step. */
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6rem;
    align-items: center;
    margin-top: 1.25rem;
  }
  .acts .main {
    margin-left: auto;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr));
    gap: 0.9rem 1.25rem;
  }
  code {
    padding: 0.1em 0.35em;
    border-radius: 0.3em;
    background: var(--rolecall-background);
    font-family: ui-monospace, 'Cascadia Mono', Consolas, monospace;
    font-size: 0.93em;
    overflow-wrap: anywhere;
  }
  /* Every fold has the same sign: the chevron, at the end of its line. */
  .fold summary {
    display: flex;
    gap: 1rem;
    align-items: center;
    justify-content: space-between;
    list-style: none;
    cursor: pointer;
  }
  .card.fold summary {
    margin: -1rem -1.1rem -1.1rem;
    padding: 0.9rem 1.1rem;
    border-radius: var(--rolecall-radius);
    font-weight: 600;
  }
  .card.fold[open] summary {
    margin-bottom: 0;
  }
  .fold summary::-webkit-details-marker {
    display: none;
  }
  .fold summary .icon {
    flex: none;
    color: var(--rolecall-text-soft);
  }
  .fold[open] summary .icon {
    transform: rotate(180deg);
  }
  .icon {
    width: 1.1rem;
    height: 1.1rem;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  button.quiet,
  button.link {
    background: none;
  }
  button.quiet:hover {
    background: var(--rolecall-surface-raised);
  }
  button.link {
    min-height: 0;
    padding: 0;
    color: var(--rolecall-syncing);
    font-weight: 500;
    text-decoration: underline;
  }
  ol,
  ul {
    margin: 0 0 0.75rem;
    padding-left: 1.4rem;
  }
  li {
    margin-bottom: 0.35rem;
  }
  hr {
    margin: 1rem 0;
    border: 0;
    border-top: 1px solid var(--rolecall-line);
  }
  .chip {
    display: inline-block;
    padding: 0 0.6em;
    border: 1px solid currentColor;
    border-radius: 1em;
    font-size: 0.86rem;
    font-weight: 600;
    white-space: nowrap;
  }
`;
