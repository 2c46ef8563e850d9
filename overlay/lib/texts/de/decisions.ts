import type { decisionTexts as en } from '../en/decisions.ts';

export const decisionTexts: typeof en = {
  allowed: 'Erlaubt',
  denied: 'Abgelehnt',
  filter: 'Filtern',
  filterOn: 'Filtern: nicht alles wird gezeigt',
  heading: 'Wer eben gefragt hat',
  empty: 'Noch hat niemand gefragt. Wer eine Funktion nutzen will, erscheint hier.',
  emptyFiltered: 'Noch niemand dieser Art.',
  held: (count) => `${count} neu, angehalten, solange du hinsiehst`,
  paused: 'Angehalten, solange du hinsiehst',
  showNew: 'Zeigen',
  somebody: 'Jemand',
  onPlatform: (platform) => `auf ${platform}`,
  notFrom: (platform) => `Nicht von ${platform}`,
  whyNot: 'Warum?',
  mayNow: 'Darf inzwischen',
  whyNotLong: (name, feature) => `Warum? ${name}, ${feature}`,
};
