// Loaded into a real Rolecall with `node --import`: says over IPC how long its event loop was not free, and what it
// cost in memory and processor time. Outside the program, so that what is measured is what people start.
import { Buffer } from 'node:buffer';
import { closeSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { constants, performance, PerformanceObserver } from 'node:perf_hooks';

const LOOK_MS = 1;
/** How long the process is watched to learn what watching costs, ms. */
const CALIBRATE_MS = 500;
/** So long a stall is told, and so long a garbage collection: the middle one of three runs hides what is rare. */
const TELL_MS = 100;

const text = Buffer.alloc(128);
const schedule = openOrNull('/proc/self/schedstat');
let timer = null;
let begun = null;
let last = { at: 0, delay: 0 };
let stallMs = 0;
/** Of the processor, for each ms that the probe is on. */
let costPerMs = 0;

function openOrNull(path) {
  try {
    return openSync(path, 'r');
  } catch {
    return null;
  }
}

/** How long this thread was ready to run while others had the processor, ms; 0 where the system does not tell. */
function waitedMs() {
  if (schedule === null) return 0;
  const length = readSync(schedule, text, 0, text.length, 0);
  return Number(text.toString('latin1', 0, length).split(' ')[1]) / 1e6;
}

/** The time since the last look that neither the timer nor another program explains. */
function look() {
  const now = { at: performance.now(), delay: waitedMs() };
  const ms = now.at - last.at - (now.delay - last.delay) - LOOK_MS;
  if (ms >= TELL_MS) console.error(`The event loop was not free for ${ms.toFixed(0)} ms.`);
  stallMs = Math.max(stallMs, ms);
  last = now;
}

const collections = new PerformanceObserver((list) => {
  for (const { duration, detail } of list.getEntries()) {
    const sort = detail.kind === constants.NODE_PERFORMANCE_GC_MINOR ? 'young' : 'full';
    if (duration >= TELL_MS) console.error(`A garbage collection (${sort}) took ${duration.toFixed(0)} ms.`);
  }
});

function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** @returns bytes / 1e6; NaN where the system does not tell */
function memoryMb(field) {
  try {
    const [, kb] = new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    return (Number(kb) * 1024) / 1e6;
  } catch {
    return Number.NaN;
  }
}

function begin() {
  try {
    writeFileSync('/proc/self/clear_refs', '5'); // the peak counts from here
  } catch {
    // not on this system: it is that of the whole life
  }
  stallMs = 0;
  last = { at: performance.now(), delay: waitedMs() };
  begun = { at: last.at, cpu: cpuMs() };
  timer ??= setInterval(look, LOOK_MS);
  collections.observe({ entryTypes: ['gc'] });
}

function end() {
  look();
  clearInterval(timer);
  timer = null;
  collections.disconnect();
  const ms = performance.now() - begun.at;
  return {
    ms,
    stallMs,
    cpuMs: Math.max(0, cpuMs() - begun.cpu - ms * costPerMs),
    rssMb: memoryMb('VmRSS'),
    peakMb: Number.isNaN(memoryMb('VmHWM')) ? process.resourceUsage().maxRSS / 1000 : memoryMb('VmHWM'),
  };
}

/** Before the program is loaded: nothing else costs anything. */
async function calibrate() {
  begin();
  await new Promise((done) => setTimeout(done, CALIBRATE_MS));
  const { cpuMs: cost, ms } = end();
  costPerMs = cost / ms;
}

await calibrate();
const answers = { begin, end };
process.on('message', (question) => process.send?.({ answer: answers[question]?.() ?? null }));
process.once('disconnect', () => process.exit(1)); // the bench is gone
process.channel?.unref(); // it keeps nobody alive
process.once('exit', () => schedule !== null && closeSync(schedule));
