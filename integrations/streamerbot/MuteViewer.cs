// A part of the script: the build completes it. To paste: dist/integrations/streamerbot/MuteViewer.cs, after `npm start`.

// Rolecall: mute a viewer (no text-to-speech, whatever the rules say), or end that; or allow a viewer.
//
// Paste all of this into a sub-action "Execute C# Code". It sets
using System;
using System.Collections.Generic;
using System.Globalization;

public partial class CPHInline
{
    // ---- Settings ----

    /// What the viewer may not use: "tts", "premium-voice", or a feature of your own.
    private static readonly string Feature = "tts";
    /// true: ends a mute instead.
    private static readonly bool Unmute = false;
    /// true: allows the viewer instead, whatever the rules say.
    private static readonly bool Allow = false;
    /// "stream_end", "forever", or a number of minutes. If the action has %minutes%, they count instead.
    private static readonly string Until = "stream_end";
    /// "target": %targetUserId%, or the name after a command. "user": who started the action.
    private static readonly string ForWhom = "target";

    // ---- What this script does ----

    public bool Execute()
    {
        return Unmute ? Run("unmute", EndMute) : Run(Allow ? "allow" : "mute", Set);
    }

    private string Set()
    {
        string given = Variable("minutes");
        string until = given != "" ? given : Until, end = "null", words = "until you end it";
        if (until == "stream_end")
        {
            end = Quote(until);
            words = "until the stream ends";
        }
        else if (until != "forever")
        {
            double minutes = Minutes(until);
            DateTime time = DateTime.UtcNow.AddMinutes(minutes);
            end = Quote(time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            words = "for " + MinutesInWords(minutes);
        }
        Dictionary<string, string> answer = Call(
            "overrides.set",
            Viewer() + ",\"feature\":" + Quote(Feature) + ",\"by\":\"streamerbot\",\"effect\":" + Quote(Allow ? "allow" : "deny") +
            ",\"until\":" + end);
        return NameOf(answer) + (Allow ? " is allowed " : " is muted ") + words + " (" + Feature + ").";
    }

    private string EndMute()
    {
        string which = Viewer() + ",\"feature\":" + Quote(Feature);
        Dictionary<string, string> found = Call("overrides.list", which);
        if (Field(found, "result.items.0.effect") != "deny") return "This viewer is not muted (" + Feature + ").";
        Call("overrides.clear", which + ",\"by\":\"streamerbot\"");
        string name = Field(found, "result.items.0.userDisplayName");
        return (name != "" ? name : "This viewer") + " is no longer muted (" + Feature + ").";
    }
}
