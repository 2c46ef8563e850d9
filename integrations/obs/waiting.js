// Waits for Rolecall and then shows its page PAGE. For rolecall-badge.html and rolecall-dock.html, which say PAGE and
// ADDRESS; the build puts it into both, so that each is one file.
/* global AbortController, ADDRESS, clearTimeout, document, fetch, location, navigator, PAGE, setTimeout, URL, URLSearchParams */

const EVERY_MS = 1000;
const LONGEST_MS = 4000;

const query = new URLSearchParams(location.search);
const given = query.get('rolecall') || ADDRESS;
query.delete('rolecall');

/** What is given may lack http:// and may name a page. null if it is no address. */
function originOf(text) {
  try {
    const url = new URL(text.includes('://') ? text : `http://${text}`);
    return /^https?:$/.test(url.protocol) ? url.origin : null;
  } catch {
    return null;
  }
}

/** @returns 'rolecall', 'other' if another program answers there, 'away' if nobody does (or none that can be read) */
async function whoIsAt(origin) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), LONGEST_MS);
  try {
    const answer = await fetch(`${origin}/ping`, {
      ...{ cache: 'no-store', credentials: 'omit', redirect: 'error', signal: stop.signal },
    });
    const said = await answer.json().catch(() => null);
    return said?.rolecall === true ? 'rolecall' : 'other';
  } catch {
    return 'away';
  } finally {
    clearTimeout(timer);
  }
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** The page's styles say what is seen in which state. */
function show(state) {
  document.documentElement.dataset.state = state;
}

async function waitFor(origin) {
  // Twice: a server that just goes away must not leave OBS with an error page, from which nothing comes back.
  for (let before = ''; ; await pause(before === 'rolecall' ? EVERY_MS / 4 : EVERY_MS)) {
    const now = await whoIsAt(origin);
    if (now === 'rolecall' && before === now) break;
    if (now !== 'rolecall') show(now);
    before = now;
  }
  const rest = query.toString();
  location.replace(`${origin}/${PAGE}${rest ? `?${rest}` : ''}`);
}

const [language] = /^(de|es|pt|fr)\b/i.exec(query.get('lang') || navigator.language) ?? ['en'];
document.documentElement.lang = language.toLowerCase();
for (const place of document.querySelectorAll('.address')) place.textContent = originOf(given) ?? given;
const origin = originOf(given);
if (origin) void waitFor(origin);
else show('wrong');
