import type { ChatWords } from './words.ts';

export const de: ChatWords = {
  reasons: {
    broadcaster: 'Das ist der Stream von {name}.',
    override_allow: '{name} darf, von Hand erlaubt.',
    grant: '{name} darf noch {timeLeft}.',
    everyone: '{feature} ist für alle.',
    subscriber: '{name} hat ein Abo.',
    vip: '{name} ist VIP.',
    moderator: '{name} ist Mod.',
    follower: '{name} folgt lange genug.',
    member: '{name} ist Mitglied.',
    other_platform: '{name} darf {feature} nicht von einer anderen Plattform aus nutzen.',
    feature_off: '{feature}: gerade ausgeschaltet.',
    banned: '{name} ist gebannt oder im Timeout.',
    override_deny: '{name} ist von Hand stummgeschaltet.',
    cooldown: '{name} muss noch {timeLeft} warten.',
    roles_stale: 'Rolecall hat zu lange nichts von Twitch gehört, um bei {name} sicher zu sein.',
    roles_unknown: 'Rolecall hat die Listen von Twitch noch nicht gelesen.',
    rules_unknown:
      'Rolecall hat seine Regeln verloren und lässt niemanden herein, bis der Streamer nachsieht.',
    follower_unknown: 'Rolecall konnte nicht rechtzeitig sehen, ob {name} folgt.',
    bot: '{name} ist ein Chatbot.',
    guest: '{name} schreibt aus dem Chat eines anderen Kanals.',
    first_message: '{name} darf {feature} ab der zweiten Nachricht nutzen.',
    no_matching_rule: '{name} darf {feature} nicht nutzen.',
  },
  role: {
    broadcaster: 'Streamer',
    subscriber: 'Abonnent',
    vip: 'VIP',
    moderator: 'Mod',
    viewer: 'Zuschauer',
  },
  and: 'und',
  somebody: 'Dieser Zuschauer',
  shared: (count, name, logins) =>
    `${count} Zuschauer heißen „${name}“ (${logins}); die strengste Antwort zählt.`,
  forEver: 'für immer',
  day: 'Tag',
  days: 'Tage',
};
