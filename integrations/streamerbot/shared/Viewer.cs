// Whom the action is about, and for how long. The build puts it into every script that changes a viewer.
using System;
using System.Collections.Generic;
using System.Globalization;

public partial class CPHInline
{
    // ---- Which viewer ----

    /// `"userId":"12345"`, or `"user":"some_name"` for a name that was typed into chat. Never anybody else.
    private string Viewer()
    {
        string platform = Variable("userType");
        bool isTwitch = platform.Equals("twitch", StringComparison.OrdinalIgnoreCase);
        if (!isTwitch && (platform != "" || ForWhom == "user"))
            throw new ApplicationException("This works for viewers on Twitch only.");
        if (ForWhom != "user" && ForWhom != "target")
            throw new ApplicationException("The setting ForWhom has to be \"user\" or \"target\".");
        string userId = Variable(ForWhom == "user" ? "userId" : "targetUserId");
        if (userId != "") return "\"userId\":" + Quote(userId);
        string name = ForWhom == "target" ? Variable("input0") : "";
        if (name != "") return "\"user\":" + Quote(name);
        throw new ApplicationException("Which viewer? No name was given.");
    }

    private static string NameOf(Dictionary<string, string> answer)
    {
        string name = Field(answer, "result.userDisplayName");
        return name != "" ? name : "This viewer";
    }

    private static double Minutes(string text)
    {
        double minutes;
        bool isNumber = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out minutes);
        if (isNumber && minutes > 0 && minutes < 1e7) return minutes;
        throw new ApplicationException("\"" + text + "\" is not a number of minutes.");
    }

    private static string MinutesInWords(double minutes)
    {
        return Math.Ceiling(minutes).ToString("0", CultureInfo.InvariantCulture) + (minutes > 1 ? " minutes" : " minute");
    }
}
