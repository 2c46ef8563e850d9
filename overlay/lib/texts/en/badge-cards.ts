import type { Reason } from '../../../../server/core/decide.ts';

/** The cards of the badge, for the viewers of the stream. */
interface CardTexts {
  /** Why a viewer may, in a word. The reasons for a no that could embarrass somebody are left out. */
  readonly why: Readonly<Partial<Record<Reason, string>>>;
  readonly denied: string;
}

export const cardTexts: CardTexts = {
  why: {
    broadcaster: 'Streamer',
    override_allow: 'Guest',
    grant: 'Has a pass',
    everyone: 'Viewer',
    subscriber: 'Subscriber',
    vip: 'VIP',
    moderator: 'Moderator',
    member: 'Member',
    follower: 'Follower',
    cooldown: 'Please wait',
  },
  denied: 'Not now',
};
