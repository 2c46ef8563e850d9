// What the dock needs after its first picture.
export { loadDemoMenu, renderLayers } from './layers.ts';
export { renderChanges, renderPeople } from './panes.ts';
export { renderTroubles } from './troubles.ts';
export { renderFilters } from './filters.ts';
export { ViewerState } from './viewer-state.ts';
