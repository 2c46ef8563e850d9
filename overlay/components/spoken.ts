import { css } from 'lit';

/** `.spoken` is for screen readers only. */
export const spokenStyles = css`
  .spoken {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
