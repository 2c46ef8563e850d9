// A part of the script: the build completes it. To paste: dist/integrations/streamerbot/WhyNot.cs, after `npm start`.

// Rolecall: why may a viewer use text-to-speech, or not? It only looks: nothing starts, nothing is listed.
//
// Paste all of this into a sub-action "Execute C# Code". It sets
using System;
using System.Collections.Generic;

public partial class CPHInline
{
    // ---- Settings ----

    /// Who is asked about. "target": %targetUserId%, or the name after a command. "user": who started the action.
    private static readonly string ForWhom = "target";
    /// What is asked about: "tts", "premium-voice", or a feature of your own.
    private static readonly string Feature = "tts";

    // ---- What this script does ----

    public bool Execute()
    {
        return Run("why", Why);
    }

    private string Why()
    {
        Dictionary<string, string> answer =
            Call("access.check", Viewer() + ",\"feature\":" + Quote(Feature) + ",\"record\":false");
        return (Field(answer, "result.allowed") == "true" ? "Yes: " : "No: ") + Field(answer, "result.message");
    }
}
