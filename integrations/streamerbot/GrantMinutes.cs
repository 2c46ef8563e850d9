// A part of the script: the build completes it. To paste: dist/integrations/streamerbot/GrantMinutes.cs, after `npm start`.

// Rolecall: give a viewer access for some minutes.
//
// Paste all of this into a sub-action "Execute C# Code". Minutes come from %minutes%, else from the setting. It sets
using System;
using System.Collections.Generic;
using System.Globalization;

public partial class CPHInline
{
    // ---- Settings ----

    /// What the viewer may use: "tts", "premium-voice", or a feature of your own.
    private static readonly string Feature = "tts";
    /// How many minutes, if the action has no %minutes%.
    private static readonly string DefaultMinutes = "10";
    /// "user": who started the action (a reward, a command). "target": %targetUserId%, or the name after a command.
    private static readonly string ForWhom = "user";

    // ---- What this script does ----

    public bool Execute()
    {
        return Run("give minutes", Give);
    }

    private string Give()
    {
        string given = Variable("minutes");
        double minutes = Minutes(given != "" ? given : DefaultMinutes);
        Dictionary<string, string> answer = Call(
            "grants.add",
            Viewer() + ",\"feature\":" + Quote(Feature) + ",\"by\":\"streamerbot\"" +
            ",\"minutes\":" + minutes.ToString("0.###", CultureInfo.InvariantCulture));
        double left = double.Parse(Field(answer, "result.remainingMs"), CultureInfo.InvariantCulture) / 60000;
        return NameOf(answer) + " may use " + Feature + " for " + MinutesInWords(left) + ".";
    }
}
