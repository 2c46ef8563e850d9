/*
 * Before the first picture, so that a page does not flash: `?theme=light` or `?theme=dark`, else what the system
 * prefers. In OBS dark: OBS tells a page the colours of Windows, not its own, and is dark nearly everywhere.
 */
const asked = new URLSearchParams(location.search).get('theme');
const isInObs = navigator.userAgent.includes(' OBS/');
const light = document.querySelector<HTMLLinkElement>('link[href*="light"]');

if (light && asked === 'light') light.media = 'all';
else if (light && (asked === 'dark' || isInObs)) light.media = 'not all';
