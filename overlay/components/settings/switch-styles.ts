import { css } from 'lit';

/** The look of a switch: a checkbox with that role. */
export const switchStyles = css`
  input[role='switch'] {
    position: relative;
    flex: none;
    width: 2.8rem;
    height: 1.6rem;
    margin: 0;
    border: 2px solid var(--rolecall-edge);
    border-radius: 1rem;
    background: transparent;
    appearance: none;
    cursor: pointer;
    transition: background-color 0.15s;
  }
  input[role='switch']::before {
    content: '';
    position: absolute;
    top: 50%;
    left: 0.2rem;
    width: 0.95rem;
    height: 0.95rem;
    border-radius: 50%;
    background: var(--rolecall-text-soft);
    transform: translateY(-50%);
    transition: left 0.15s;
  }
  input[role='switch']:checked {
    border-color: var(--rolecall-on);
    background: var(--rolecall-on);
  }
  input[role='switch']:checked::before {
    left: calc(100% - 1.15rem);
    background: var(--rolecall-on-knob);
  }
  input[role='switch']:disabled {
    opacity: 0.55;
    cursor: default;
  }
  @media (forced-colors: active) {
    input[role='switch']::before {
      background: ButtonText;
    }
    input[role='switch']:checked {
      background: Highlight;
      forced-color-adjust: none;
    }
    input[role='switch']:checked::before {
      background: HighlightText;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    input[role='switch'],
    input[role='switch']::before {
      transition: none;
    }
  }
`;
