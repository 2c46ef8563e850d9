import { unsafeCSS } from 'lit';
import { markCss } from './state-shape.ts';

export { stateMark } from './state-shape.ts';

/** For every component that shows a mark. */
export const markStyles = unsafeCSS(markCss);
