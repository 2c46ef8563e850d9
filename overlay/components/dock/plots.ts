// The plots, which are loaded after the rest of the dock.
import './checked-locale.ts'; // before what needs it
import './count-plot.ts';
import './reason-bars.ts';
