/** What other programs need to call this Rolecall. `origin` is `http://127.0.0.1:7653`. */

/** Two names of one host, because OBS zooms by host: a larger dock would cut off the badge. */
export const dockOrigin = (origin: string): string => origin.replace(/\/\/localhost(?=:|$)/, '//127.0.0.1');
export const badgeOrigin = (origin: string): string =>
  origin.replace(/\/\/127\.0\.0\.1(?=:|$)/, '//localhost');

export interface CheckOptions {
  readonly feature: string;
  /** Whether the answer starts the cooldowns. */
  readonly consume: boolean;
}

/** The viewer in a query. `name` comes last: the viewer chose it, and many tools do not encode it. */
export interface AskedViewer {
  readonly who: string;
  readonly name?: string;
}

/** One line of text for the tools that can only fetch an address; `%userId%` is filled in by them. */
export function checkUrl(
  origin: string,
  { who, name }: AskedViewer,
  { feature, consume }: CheckOptions,
  isText = true,
): string {
  const query = [
    ...[who, `feature=${feature}`],
    ...(consume ? ['consume=1'] : []),
    ...(isText ? ['format=text'] : []),
    ...(name === undefined ? [] : [`name=${name}`]),
  ];
  return `${origin}/api/check?${query.join('&')}`;
}

export const SOME_VIEWER: AskedViewer = { who: 'user=some_viewer&platform=twitch' };
/** Streamer.bot's own variables: its viewers may come from elsewhere than Twitch. */
export const STREAMERBOT_VIEWER: AskedViewer = {
  who: 'userId=%userId%&platform=%userType%',
  name: '%userName%',
};
/** The variable that Streamer.bot puts the answer into; a name that nothing else uses. */
export const STREAMERBOT_VARIABLE = 'rolecallAllowed';
/** The scripts to paste that this server has. */
export const STREAMERBOT_SCRIPTS = [
  'CheckAccess.cs',
  'TriggerSync.cs',
  'GrantMinutes.cs',
  'MuteViewer.cs',
  'SpeakMessage.cs',
  'ReadList.cs',
  'WhyNot.cs',
  'RegisterTriggers.cs',
] as const;

export function webSocketUrl(origin: string): string {
  return `${origin.replace(/^http/, 'ws')}/ws`;
}

export function checkFrame({ feature, consume }: CheckOptions): string {
  const params = { user: 'some_viewer', platform: 'twitch', feature, ...(consume ? { consume } : {}) };
  return JSON.stringify({ id: 1, action: 'access.check', params });
}

/** Works in every shell, Windows included, and past a proxy. */
export function curlSync(origin: string): string {
  return `curl --noproxy "*" -H "Content-Type: application/json" -d "{}" ${origin}/api/actions/sync.run`;
}
