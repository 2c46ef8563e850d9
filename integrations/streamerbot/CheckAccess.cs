// A part of the script: the build completes it. To paste: dist/integrations/streamerbot/CheckAccess.cs, after `npm start`.

// Rolecall: may this viewer use text-to-speech?
//
// Paste all of this into a sub-action "Execute C# Code". For the viewer in %userId% and %userType% it sets
//   %rolecallAllowed%  allow or deny. Compare it with If/Else: Equals, allow
//   %rolecallReason%   why, in one word: vip, subscriber, cooldown, no_matching_rule, ...;
//                      no_answer or no_viewer if Rolecall could not say
//   %rolecallMessage%  why, in a sentence that is fit for chat
//   %rolecallVoice%    how: the voice, and the most characters, that you set in Rolecall; empty if you set none
//   %rolecallMaxChars%
// Words and not True/False, so that it does not matter how Streamer.bot writes or converts those.
using System;
using System.Collections.Generic;

public partial class CPHInline
{
    // ---- Settings ----

    /// What is asked for: "tts", "premium-voice", or a feature of your own.
    private static readonly string Feature = "tts";
    /// true: a yes starts the cooldowns that you set in Rolecall. false: just asks.
    private static readonly bool StartCooldowns = true;
    /// What counts if Rolecall is closed. false: nobody may (safe). true: everybody may.
    private static readonly bool AllowWithoutAnswer = false;
    /// true: the action ends here for who is denied. false: it goes on, to an If/Else.
    private static readonly bool StopIfDenied = false;
    /// How long to wait for Rolecall, in milliseconds. It answers within a few.
    private static readonly int TimeLimitMs = 1500;

    // ---- What this script does ----

    public bool Execute()
    {
        try
        {
            return Check() || !StopIfDenied;
        }
        catch
        {
            return false; // the variables could not be set: the action stops
        }
    }

    private bool Check()
    {
        string userId = Variable("userId"), platform = Variable("userType");
        if (userId == "" || platform == "")
        {
            return Decide(
                false, "no_viewer", "Rolecall was not told who asks.", "%userId% or %userType% is missing", Nothing);
        }
        Dictionary<string, string> answer;
        try
        {
            answer = Ask(
                "/api/check?userId=" + Escape(userId) + "&platform=" + Escape(platform) + "&feature=" + Escape(Feature) +
                (StartCooldowns ? "&consume=1" : "") + "&name=" + Escape(Variable("user")), null);
        }
        catch (Exception e)
        {
            return Undecided(AllowWithoutAnswer, InWords(e));
        }
        string decision = Field(answer, "decision"), error = Field(answer, "error.message");
        if (decision == "allow" || decision == "deny")
            return Decide(decision == "allow", Field(answer, "reason"), Field(answer, "message"), "", answer);
        // An answer that is an error lets nobody in, whatever the setting.
        return error != "" ? Undecided(false, error) : Undecided(AllowWithoutAnswer, InWords(new FormatException()));
    }

    private bool Undecided(bool allowed, string problem)
    {
        return Decide(
            allowed, "no_answer", "Rolecall could not be asked.", problem + " (" + Address + ")", Nothing);
    }

    private static readonly Dictionary<string, string> Nothing = new Dictionary<string, string>();

    private bool Decide(bool allowed, string reason, string message, string problem, Dictionary<string, string> answer)
    {
        string decision = allowed ? "allow" : "deny";
        CPH.SetArgument("rolecallAllowed", decision);
        CPH.SetArgument("rolecallReason", reason);
        CPH.SetArgument("rolecallMessage", message);
        CPH.SetArgument("rolecallVoice", Field(answer, "voice"));
        CPH.SetArgument("rolecallMaxChars", Field(answer, "maxChars"));
        if (problem == "") CPH.LogInfo("[Rolecall] " + Feature + ": " + decision + ", " + reason + ": " + message);
        else CPH.LogWarn("[Rolecall] " + Feature + ": " + decision + ", " + reason + ": " + problem);
        return allowed;
    }
}
