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
    /// "everybody": all on Twitch, for example while a hype train lasts.
    private static readonly string ForWhom = "user";
    /// true: takes the time that is left instead.
    private static readonly bool TakeBack = false;
    /// The variable that says how much was given: "bits", "gifts", "viewers". Empty: it does not matter.
    private static readonly string Amount = "";
    /// Less than this gives nothing.
    private static readonly int Minimum = 1;
    /// What tells one event from another, so that none gives twice: variables, with blanks between them ("msgId",
    /// "userId totalGifts"); "today" is the day. Empty: each run gives.
    private static readonly string OnceFor = "";

    // ---- What this script does ----

    public bool Execute()
    {
        return TakeBack ? Run("take time back", Take) : Run("give minutes", Give);
    }

    private string Give()
    {
        CheckAmount();
        string given = Variable("minutes");
        double minutes = Minutes(given != "" ? given : DefaultMinutes);
        Dictionary<string, string> answer = Call(
            "grants.add",
            Whom() + ",\"feature\":" + Quote(Feature) + ",\"by\":\"streamerbot\"" + Key() +
            ",\"minutes\":" + minutes.ToString("0.###", CultureInfo.InvariantCulture));
        double left = double.Parse(Field(answer, "result.remainingMs"), CultureInfo.InvariantCulture) / 60000;
        return NameOf(answer) + " may use " + Feature + " for " + MinutesInWords(left) + ".";
    }

    private string Take()
    {
        Dictionary<string, string> answer =
            Call("grants.revoke", Whom() + ",\"feature\":" + Quote(Feature) + ",\"by\":\"streamerbot\"");
        return Field(answer, "result.revoked") == "true" ? "The time is over (" + Feature + ")." : "There was no time left.";
    }

    private string Whom()
    {
        if (ForWhom == "everybody") return "\"platform\":\"rolecall\",\"userId\":\"everyone\"";
        if (Variable("anonymous").Equals("true", StringComparison.OrdinalIgnoreCase))
            throw new ApplicationException("It was given anonymously: there is nobody to thank.");
        return Viewer();
    }

    private void CheckAmount()
    {
        if (Amount == "") return;
        int amount;
        if (!int.TryParse(Variable(Amount), NumberStyles.None, CultureInfo.InvariantCulture, out amount))
            throw new ApplicationException("%" + Amount + "% is missing.");
        if (amount < Minimum) throw new ApplicationException(amount + " is less than " + Minimum + ": nothing is given.");
    }

    /// The same key again gives nothing more. Where a variable is missing, the same in the same minute does not.
    private string Key()
    {
        if (OnceFor == "") return "";
        string key = "streamerbot", now = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
        foreach (string name in OnceFor.Split(' '))
        {
            string value = name == "today" ? now.Substring(0, 10) : Variable(name);
            key += " " + name + "=" + (value != "" ? value : now + Variable("userId") + Variable(Amount));
        }
        return ",\"key\":" + Quote(key);
    }
}
