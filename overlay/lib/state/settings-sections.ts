/** The sections of the settings page in the order of the navigation. The address names one after `#`. */
export const SECTIONS = [
  'home',
  'connect',
  'access',
  'points',
  'texts',
  'sync',
  'badge',
  'integrations',
  'computers',
  'data',
  'help',
] as const;
export type Section = (typeof SECTIONS)[number];

/** The section that the address names, else the first one. */
export function sectionOf(hash: string): Section {
  const name = hash.replace(/^#/, '');
  return SECTIONS.find((section) => section === name) ?? SECTIONS[0];
}
