import type { ReactiveControllerHost } from 'lit';
import type { RolecallClient } from '../../../integrations/client/index.ts';
import { gladWords } from '../format/good-news.ts';
import { type Stop, ServerController } from './controller.ts';
import type { Features } from './features.ts';
import type { Notices } from './notices.ts';
import type { RoleChange } from '../format/fold-changes.ts';

/** Gifts come many at a time. */
const GATHER_MS = 1_500;

/** A quiet note for each new sub, VIP or moderator that Twitch tells of, with what they may use now. */
export class GoodNews extends ServerController {
  readonly #features: Features;
  readonly #notices: Notices;
  #gathered: RoleChange[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, client: RolecallClient, features: Features, notices: Notices) {
    super(host, client);
    this.#features = features;
    this.#notices = notices;
  }

  protected override listen(): Stop[] {
    return [
      this.client.on('roles.changed', ({ changes }) => {
        const news = changes.filter(({ change, source }) => change === 'granted' && source === 'event');
        if (news.length === 0) return;
        this.#gathered.push(...news);
        this.#timer ??= setTimeout(() => this.#tell(), GATHER_MS);
      }),
      () => clearTimeout(this.#timer),
    ];
  }

  #tell(): void {
    this.#timer = undefined;
    this.#notices.beGlad(gladWords(this.#gathered, this.#features.policies ?? {}));
    this.#gathered = [];
  }
}
