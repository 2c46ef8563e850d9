// A part of the script: the build completes it. To paste: dist/integrations/streamerbot/TriggerSync.cs, after `npm start`.

// Rolecall: read the subscribers, VIPs and moderators from Twitch now.
//
// Paste all of this into a sub-action "Execute C# Code". It does not wait for the end of the sync, and sets
using System;
using System.Collections.Generic;
using System.Globalization;

public partial class CPHInline
{
    // ---- What this script does ----

    public bool Execute()
    {
        return Run("sync", StartSync);
    }

    private string StartSync()
    {
        Dictionary<string, string> answer = Call("sync.run", "\"source\":\"api:streamerbot\",\"wait\":false");
        if (Field(answer, "result.outcome") != "skipped") return "Rolecall reads the lists from Twitch.";
        double age;
        double.TryParse(Field(answer, "result.ageMs"), NumberStyles.Float, CultureInfo.InvariantCulture, out age);
        return "The lists are up to date: they were read " + Math.Ceiling(age / 1000) + " s ago.";
    }
}
