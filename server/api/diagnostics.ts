import type { AccessService } from '../access/service.ts';
import type { Channel } from '../channel/channel.ts';
import type { StatusView } from '../channel/status.ts';
import type { Clock } from '../core/clock.ts';
import type { ProblemView } from '../core/problem.ts';
import type { RecentProblems } from '../core/recent-problems.ts';
import { KINDS } from '../core/roles.ts';
import type { Peers } from '../peers/peers.ts';
import { PROTOCOL_VERSION } from '../protocol/events.ts';
import type { AppService } from './app-service.ts';
import { fixOf, wordsOf } from './mistakes.ts';
import { type PrivateParts, withoutPrivateParts } from './private-parts.ts';
import type { WrongQuestions } from './wrong-questions.ts';

export interface DiagnosticsDeps {
  readonly services: {
    readonly app: AppService;
    readonly channel: Channel;
    readonly access: AccessService;
    readonly peers: Peers;
  };
  readonly questions: Pick<WrongQuestions, 'list'>;
  readonly problems: Pick<RecentProblems, 'list'>;
  /** Of this computer: `Node v20.19.0, Windows_NT 10.0.22631, x64`. */
  readonly machine: string;
  readonly privacy: Omit<PrivateParts, 'isSomebody'>;
  readonly clock: Clock;
}

/** What there is to know for somebody who helps, in one text: nothing that is secret, nobody's name. */
export class Diagnostics {
  readonly #deps: DiagnosticsDeps;

  constructor(deps: DiagnosticsDeps) {
    this.#deps = deps;
  }

  text(): string {
    const sections = [
      ['', this.#program()],
      ['Twitch', this.#twitch()],
      ['Rules', this.#rules()],
      ['Other programs', this.#peers()],
      ['Wrong questions since the start', this.#questions()],
      ['Last warnings and errors', this.#problems()],
    ] as const;
    return (
      sections.map(([title, lines]) => [...(title ? ['', title] : []), ...lines].join('\n')).join('\n') + '\n'
    );
  }

  #program(): string[] {
    const { app } = this.#deps.services;
    const demo = app.isDemo ? ', the demo' : '';
    return [
      'Rolecall diagnostics (no secrets, no names of viewers)',
      `Rolecall ${app.version}${demo}, protocol ${PROTOCOL_VERSION}, up for ${spanOf(app.uptimeMs())}`,
      this.#deps.machine,
    ];
  }

  #twitch(): string[] {
    const { channel } = this.#deps.services;
    const status: StatusView & { readonly warnings?: readonly ProblemView[] } = channel.status.view();
    const { through, state, problem, missing } = channel.login.view();
    const lists = KINDS.map((kind) => {
      const { state, count, lastSuccessAt, error } = status.kinds[kind];
      return `${kind}: ${state}, ${count}, read ${this.#ago(lastSuccessAt)}${error ? `, ${this.#problem(error)}` : ''}`;
    });
    return [
      `State: ${status.state}. ${this.#public(status.message)}`,
      `Login: ${state}${through === 'streamerbot' ? ', through Streamer.bot' : ''}${problem ? `, ${this.#problem(problem)}` : ''}`,
      `Missing permissions: ${missing.map(({ scope }) => scope).join(', ') || 'none'}`,
      ...lists,
      `Live news: ${status.eventsub.state}, since ${this.#ago(status.eventsub.since)}`,
      `Stream: ${status.stream.live === null ? 'not known' : status.stream.live ? 'live' : 'off'}`,
      ...(status.warnings ?? []).map((warning) => `Warning ${this.#problem(warning)}`),
    ];
  }

  #rules(): string[] {
    return Object.entries(this.#deps.services.access.policy()).map(
      ([feature, { enabled, allow, whenStale }]) => {
        const allowed = Object.entries(allow).filter(([, rule]) => Boolean(rule));
        const who = allowed.map(([name]) => name).join(', ') || 'nobody';
        return `${feature}: ${enabled ? 'on' : 'off'}, for ${who}; when stale: ${whenStale}`;
      },
    );
  }

  #peers(): string[] {
    const { streamerbot, speakerbot, obs } = this.#deps.services.peers.view();
    const line = (name: string, { isOn, state }: typeof obs | typeof speakerbot): string => {
      const { status, problem } = state;
      return `${name}: ${isOn ? status : 'off'}${problem ? `, ${this.#problem(problem)}` : ''}`;
    };
    return [line('Streamer.bot', streamerbot), line('Speaker.bot', speakerbot), line('OBS', obs)];
  }

  #questions(): string[] {
    const lines = this.#deps.questions.list().map((question) => {
      const { caller, action, count, lastAt } = question;
      const what = `${caller}, ${action ?? 'no action'}, ${count}×: ${wordsOf(question)}`;
      return `${what} (last ${this.#ago(lastAt)}). ${fixOf(question)}`;
    });
    return lines.length > 0 ? lines : ['none'];
  }

  #problems(): string[] {
    const lines = this.#deps.problems.list().map(({ at, level, scope, message, cause }) => {
      const why = cause === null ? '' : ` (${this.#public(cause)})`;
      return `${new Date(at).toISOString()} ${level} [${scope}] ${this.#public(message)}${why}`;
    });
    return lines.length > 0 ? lines : ['none'];
  }

  #problem({ code, message }: ProblemView): string {
    return `${code}: ${this.#public(message)}`;
  }

  #public(text: string): string {
    const { privacy, services } = this.#deps;
    return withoutPrivateParts(text, { ...privacy, isSomebody: (name) => services.access.isName(name) });
  }

  #ago(at: number | null): string {
    return at === null ? 'never' : `${spanOf(this.#deps.clock.now() - at)} ago`;
  }
}

/** `3 h 12 min`, `45 s` */
function spanOf(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
