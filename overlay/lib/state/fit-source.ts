/** Height of a card and the gap before it, in letters of the badge. */
const CARD_EM = 2.95;

/**
 * Makes the badge as small as its source in OBS needs it, never larger than wanted. The zoom of OBS makes the page
 * larger or smaller, not the source: zoomed out, the letters grow with it.
 * @param shown what has to fit; all its lengths count in its letters
 * @param size 1 for 100 percent
 */
export function fitSource(badge: HTMLElement, shown: HTMLElement, size: number): void {
  const { style } = badge;
  // Below 1 it is a zoom; above it may be a fine screen.
  style.setProperty('--scale', String(size / Math.min(1, devicePixelRatio)));
  style.setProperty('--fit', '1');
  const { fontSize, paddingLeft } = getComputedStyle(badge);
  const margins = 2 * parseFloat(paddingLeft);
  const height = badge.clientHeight - margins;
  const fit = Math.min(1, (badge.clientWidth - margins) / shown.offsetWidth, height / shown.offsetHeight);
  style.setProperty('--fit', String(fit));
  // How many cards fit below: one that would be cut off is not shown.
  const room = Math.floor((height - shown.offsetHeight + 1) / (CARD_EM * parseFloat(fontSize) * fit));
  badge.setAttribute('room', String(room));
  badge.toggleAttribute('low', room < 1);
}
