import { unsafeCSS } from 'lit';
import { markCss } from './state-shape.ts';

export { stateMark } from './state-shape.ts';

/** Needed by every component that shows a mark. */
export const markStyles = unsafeCSS(markCss);
