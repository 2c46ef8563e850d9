import { css } from 'lit';

/** The page around the sections. */
export const settingsStyles = css`
  :host {
    box-sizing: border-box;
    max-width: 74rem;
    margin: 0 auto;
    padding: 1rem 1rem 7rem;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    gap: 0.3rem 1rem;
    align-items: baseline;
    justify-content: space-between;
    margin-bottom: 1rem;
  }
  h1 {
    margin: 0;
    font-size: 1.15rem;
    font-weight: 650;
  }
  h1 .soft {
    font-weight: 400;
  }
  main {
    min-width: 0;
  }
  main:focus-visible {
    outline: 0;
  }
  rolecall-settings-nav {
    margin-bottom: 1.25rem;
  }
  .chip {
    color: var(--rolecall-stale);
  }
  @media (min-width: 760px) {
    :host {
      padding: 1.75rem 1.75rem 7rem;
    }
    .body {
      display: grid;
      grid-template-columns: 14.5rem minmax(0, 1fr);
      gap: 1.75rem;
      align-items: start;
    }
    rolecall-settings-nav {
      position: sticky;
      top: 1.75rem;
    }
  }
  @media (max-width: 339px) {
    :host {
      padding: 0.6rem 0.6rem 7rem;
    }
  }
  /* The reason why everything is grey stays in sight. */
  .notice[part='away'] {
    position: sticky;
    z-index: 1;
    top: 0;
  }
  /* Nothing can be changed now. */
  :host([view='away']) .shown {
    filter: grayscale(1);
  }
`;
