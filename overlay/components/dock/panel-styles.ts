import { css } from 'lit';

/** The panel over the dock: on the right, or over all of it where the dock is narrow. */
export const panelStyles = css`
  dialog {
    position: fixed;
    inset: 0 0 0 auto;
    box-sizing: border-box;
    width: min(100vw, 30rem);
    max-width: none;
    height: 100%;
    max-height: none;
    margin: 0;
    padding: 0;
    border: 0;
    background: var(--rolecall-background);
    color: var(--rolecall-text);
    box-shadow: 0 0 2rem rgba(0, 0, 0, 0.6);
    overflow: hidden;
  }
  dialog::backdrop {
    background: rgba(0, 0, 0, 0.45);
  }
  .sheet {
    display: flex;
    flex-direction: column;
    height: 100%;
  }
  header {
    display: flex;
    flex: none;
    align-items: center;
    gap: 0.25rem;
    padding: 0.6rem 0.6rem 0.6rem 1rem;
    border-bottom: 1px solid var(--rolecall-line);
  }
  h2 {
    flex: 1;
    min-width: 0;
    margin: 0;
    font-size: 1.21rem;
    font-weight: 650;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }
  h2:focus-visible {
    outline: none;
  }
  @media (max-width: 640px) {
    dialog {
      width: 100vw;
    }
  }
  small,
  .soft {
    color: var(--rolecall-text-soft);
    font-weight: 400;
  }
  small {
    font-size: 0.9rem;
  }
  .body {
    flex: 1;
    min-height: 0;
    padding: 0.9rem 1rem 4.5rem;
    overflow-y: auto;
    scrollbar-width: thin;
    scrollbar-color: var(--rolecall-edge) transparent;
  }
  .away {
    margin: 0 0 0.75rem;
    padding: 0.4rem 0.75rem;
    border-radius: 0.5rem;
    background: var(--rolecall-surface-raised);
  }
  section {
    margin-top: 1.25rem;
  }
  h3 {
    margin: 0 0 0.5rem;
    color: var(--rolecall-text-soft);
    font-size: 0.86rem;
    font-weight: 600;
  }
  .busy .icon {
    animation: turn 0.9s linear infinite;
  }
  @keyframes turn {
    to {
      transform: rotate(360deg);
    }
  }
`;
