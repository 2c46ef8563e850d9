// The plots, which are loaded after the rest of the dock.
import './count-plot.ts';
import './reason-bars.ts';
