/** The sections of the settings page, in the order of the nav. Their names are what stands behind `#`. */
export const SECTIONS = [
  'connect',
  'access',
  'points',
  'texts',
  'sync',
  'badge',
  'integrations',
  'computers',
  'data',
] as const;
export type Section = (typeof SECTIONS)[number];

/** The section that an address names: the first one if it names none. */
export function sectionOf(hash: string): Section {
  const name = hash.replace(/^#/, '');
  return SECTIONS.find((section) => section === name) ?? SECTIONS[0];
}
