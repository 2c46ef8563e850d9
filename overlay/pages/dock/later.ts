// What the dock needs after its first picture.
export { renderLayers } from './layers.ts';
export { renderTroubles } from './troubles.ts';
