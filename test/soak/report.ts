import type { SoakOptions } from './options.ts';
import { spanOf, spread, type Tally } from './record.ts';
import type { Rolecall } from './rolecall.ts';
import type { Twitch } from './twitch.ts';
import { mostInAMinute } from './watch.ts';

const count = (value: number): string => Math.round(value).toLocaleString('en-US');
const mb = (value: number | undefined): string => (value === undefined ? '–' : `${Math.round(value)} MB`);

/** One line of what goes on. */
export function progressLine(tally: Tally, rolecall: Rolecall, scene: string): string {
  const heal = tally.healMs.length === 0 ? '' : `, longest heal ${spanOf(Math.max(...tally.healMs))}`;
  const parts = [
    `${count(tally.checks)} checks`,
    `${tally.wrongCount} wrong`,
    `${tally.changes} changes`,
    `${tally.faultCount} faults`,
    `${tally.kills} kills${heal}`,
    `${rolecall.health || 'down'}/${rolecall.eventsub || 'down'}`,
    mb(rolecall.rssMb() ?? undefined),
  ];
  return `${tally.clock().padStart(6)}  ${parts.join(' · ')} · ${scene}`;
}

/** The table at the end, in Markdown. */
export function report(
  say: (line: string) => void,
  options: SoakOptions,
  tally: Tally,
  twitch: Twitch,
  rolecall: Rolecall,
): void {
  const { transcript } = rolecall;
  const minutes = (Date.now() - tally.startedAt) / 60_000;
  const wrongs = [...tally.wrongs].map(([what, times]) => `${what} ${times}×`).join(', ');
  const rows: [string, string][] = [
    ['asked for', `${options.minutes} min, seed ${options.seed}, ${count(options.subs)} subscribers`],
    ['lasted', `${minutes.toFixed(1)} min`],
    ['checks made', count(tally.checks)],
    ['**wrong answers and other failures**', `**${tally.wrongCount}** ${wrongs}`.trim()],
    [
      'slowest check, less the echo of that moment',
      `${spanOf(tally.slowestCheckMs)}, ${spanOf(tally.slowestBeyondFloorMs)}`,
    ],
    ['changes of the truth', count(tally.changes)],
    ['faults injected', `${tally.faultCount} of ${tally.faults.size} kinds`],
    ...[...tally.tried].map(([what, times]): [string, string] => [what, count(times)]),
    ['whole rosters compared', count(tally.comparisons)],
    ['people whose history was checked', count(tally.historyChecked)],
    ['kill -9 survived, SIGTERM', `${tally.kills}, ${tally.terms}`],
    ['start to first answer, p50 / p99 / max', spread(tally.restartMs)],
    ['end of a storm to roster = truth, p50 / p99 / max', spread(tally.healMs)],
    ['of those without asking for a sync', `${tally.healedAlone}`],
    ['roster right to EventSub live, p50 / p99 / max', spread(tally.liveAgainMs)],
    ['change to `roles.changed` in good weather, p50 / p99 / max', spread(tally.eventMs)],
    [
      'shown as fresh and live, and yet behind, longest',
      `${spanOf(tally.greenButBehind.ms)} ${tally.greenButBehind.after}`.trim(),
    ],
    ['EventSub lost in good weather', `${tally.eventSubDropsInQuiet}`],
    ['logins by device code', `${tally.logins}`],
    ['calls to Twitch', count(twitch.calls)],
    [
      'EventSub connects, most in a minute of one process',
      `${twitch.connects.length}, ${mostInAMinute(twitch.connects, rolecall.starts)}`,
    ],
    [
      'log lines, in the busiest minute, size',
      `${count(transcript.lines)}, ${transcript.busiestMinute}, ${count(transcript.bytes / 1024)} kB`,
    ],
    [
      'memory at start, at the end, most',
      `${mb(tally.rssMb[0])}, ${mb(tally.rssMb.at(-1))}, ${mb(Math.max(0, ...tally.rssMb))}`,
    ],
  ];
  say('\n| what | value |\n|---|---|');
  for (const [what, value] of rows) say(`| ${what} | ${value} |`);
  const faults = [...tally.faults].sort(([a], [b]) => a.localeCompare(b));
  say(`\nFaults: ${faults.map(([name, times]) => `${name} ${times}`).join(', ')}`);
  if (transcript.errors.size === 0) return;
  say('\nErrors in the log of Rolecall:');
  for (const [line, times] of [...transcript.errors].slice(0, 15)) say(`  ${times}× ${line.slice(0, 200)}`);
}
