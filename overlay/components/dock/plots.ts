// Everything that is drawn, in one part of the page that is loaded after the rest.
import './count-plot.ts';
import './reason-bars.ts';
