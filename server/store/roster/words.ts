import type { NewWarning } from '../../core/warnings.ts';
import type { OpenedJournal } from './journal-open.ts';
import { JOURNAL_FILE } from './journal.ts';

/** What is said while lists are doubted. */
export const ROSTER_DAMAGED = 'roster_damaged';

const NOBODY = 'until the lists were read from Twitch, nobody is let in as a subscriber, VIP or moderator.';
const READ_LISTS =
  'Nothing to do while Twitch is connected: the lists are read by themselves. Otherwise connect it in the settings.';

/** Where nothing tells whether the journal ends where it should. */
export const END_UNKNOWN: NewWarning = {
  code: ROSTER_DAMAGED,
  message: `Changes of roles may be missing: ${NOBODY}`,
  fix: READ_LISTS,
};

export interface RosterFound {
  readonly opened: Pick<OpenedJournal, 'damage'>;
  /** What is wrong with the snapshot. */
  readonly snapshot: string | null;
  /** Whether the part of the journal that the snapshot covers is as it was. */
  readonly isPastRight: boolean;
  readonly isDoubtful: boolean;
}

/** What the streamer should hear about the roster's two files. */
export function warningsOf({ opened, snapshot, isPastRight, isDoubtful }: RosterFound): NewWarning[] {
  const journal = journalWords(opened, isPastRight);
  const told = [journal, snapshot].filter((text) => text !== null).join(' ');
  if (told === '') return [];
  if (isDoubtful)
    return [
      {
        code: ROSTER_DAMAGED,
        message: `${told} Changes of roles are missing: ${NOBODY}`,
        fix: READ_LISTS,
      },
    ];
  if (journal === null)
    return [
      { code: 'file_restored', message: `${told} The journal has everything: nothing is lost.`, fix: null },
    ];
  return [
    {
      code: 'history_damaged',
      message: `${told} Who holds a role now is known; of who held one before, something is missing.`,
      fix: null,
    },
  ];
}

function journalWords({ damage }: RosterFound['opened'], isPastRight: boolean): string | null {
  if (damage?.problem === null) return `${JOURNAL_FILE} was missing.`;
  if (damage) {
    const kept = damage.setAside === null ? '' : `; a copy is kept as ${damage.setAside}`;
    return `${JOURNAL_FILE} was damaged (${damage.problem})${kept}.`;
  }
  return isPastRight ? null : `${JOURNAL_FILE} was changed by something else.`;
}
