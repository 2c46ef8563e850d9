import { css } from 'lit';

/** For what only screen readers need: `.spoken` is there, but not to be seen. */
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
