import type { Others } from '../../../server/core/policy.ts';
import type { PerkLimit, PerksFor } from '../../../server/core/perk-rows.ts';
import type { InEachLanguage } from './language.ts';

const en = {
  heading: 'Special viewers',
  others: 'Viewers of other platforms (YouTube, Kick …)',
  othersHint: 'Your tool has to say who they are. Whom you allow by hand, or give time, may in any case.',
  othersChoice: {
    never: 'Nobody',
    everyone: 'Everyone',
    members: 'Members and moderators',
    moderators: 'Moderators',
  } satisfies Record<Others, string>,
  guests: 'Guests from a shared chat',
  guestsHint: 'Who writes in the chat of a channel that you stream together with. Off: never.',
  firstTimers: 'Viewers who write for the first time',
  firstTimersHint: 'Off: from the second message on.',
  bots: 'Chat bots',
  botsHint: 'Off: never, though bots are often moderators. Recommended. Which ones: under “Sync and limits”.',
  perks: 'How they may use it',
  perksHint:
    'Your tools get voice and limits with each answer. Of the rows that fit, the largest limit counts, and the voice of the highest role.',
  perksFor: {
    everyone: 'Everyone',
    subscriber: 'Subscribers',
    vip: 'VIPs',
    moderator: 'Moderators',
    grant: 'Who has timed access',
    member: 'Members elsewhere',
  } satisfies Record<PerksFor, string>,
  whom: 'For',
  voice: 'Voice',
  limit: {
    maxChars: ['Longest text', 'letters'],
    maxSeconds: ['Longest time', 'seconds'],
    volume: ['Volume', '%'],
  } satisfies Record<PerkLimit, [string, string]>,
  addRow: 'Add a row',
  removeRow: 'Remove this row',
  row: (n: number) => `Row ${n}`,
};

const de: typeof en = {
  heading: 'Besondere Zuschauer',
  others: 'Zuschauer anderer Plattformen (YouTube, Kick …)',
  othersHint:
    'Dein Programm muss sagen, wer sie sind. Wen du von Hand erlaubst oder wem du Zeit gibst, der darf in jedem Fall.',
  othersChoice: {
    never: 'Niemand',
    everyone: 'Alle',
    members: 'Mitglieder und Moderatoren',
    moderators: 'Moderatoren',
  },
  guests: 'Gäste aus einem geteilten Chat',
  guestsHint: 'Wer im Chat eines Kanals schreibt, mit dem du zusammen streamst. Aus: nie.',
  firstTimers: 'Wer zum ersten Mal schreibt',
  firstTimersHint: 'Aus: ab der zweiten Nachricht.',
  bots: 'Chatbots',
  botsHint:
    'Aus: nie, obwohl Bots oft Moderatoren sind. Empfohlen. Welche das sind: unter „Sync und Grenzen“.',
  perks: 'Wie sie dürfen',
  perksHint:
    'Deine Programme bekommen Stimme und Grenzen mit jeder Antwort. Von den Zeilen, die passen, zählt die größte Grenze und die Stimme der höchsten Rolle.',
  perksFor: {
    everyone: 'Alle',
    subscriber: 'Abonnenten',
    vip: 'VIPs',
    moderator: 'Moderatoren',
    grant: 'Wer geschenkte Zeit hat',
    member: 'Mitglieder anderswo',
  },
  whom: 'Für',
  voice: 'Stimme',
  limit: {
    maxChars: ['Längster Text', 'Zeichen'],
    maxSeconds: ['Längste Dauer', 'Sekunden'],
    volume: ['Lautstärke', '%'],
  },
  addRow: 'Zeile hinzufügen',
  removeRow: 'Diese Zeile entfernen',
  row: (n) => `Zeile ${n}`,
};

export const sortTexts: InEachLanguage<typeof en> = { en, de };
