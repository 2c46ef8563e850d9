/** A style sheet as text, for the badge, which is no Lit component. The build takes its spaces and comments out. */
export const css = String.raw;
