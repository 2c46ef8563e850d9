// Runs an action of Rolecall and tells Streamer.bot how it went. The build puts it into every script that changes
// something.

//   %rolecallResult%   ok or failed. Compare it with If/Else: Equals, ok
//   %rolecallMessage%  what happened, in a sentence that is fit for chat
using System;
using System.Collections.Generic;

public partial class CPHInline
{
    // ---- Settings ----

    /// true: the action ends here if it did not work. false: it goes on, to an If/Else.
    private static readonly bool StopIfFailed = false;
    /// How long to wait for Rolecall, in milliseconds. It answers within a few.
    private static readonly int TimeLimitMs = 3000;

    // ---- Changing something ----

    /// Does the work, logs one line, sets the variables. Never throws.
    private bool Run(string what, Func<string> work)
    {
        try
        {
            bool done = false;
            string message;
            try
            {
                message = work();
                done = true;
            }
            catch (Exception e)
            {
                message = InWords(e);
            }
            CPH.SetArgument("rolecallResult", done ? "ok" : "failed");
            CPH.SetArgument("rolecallMessage", message);
            if (done) CPH.LogInfo("[Rolecall] " + what + ": " + message);
            else CPH.LogWarn("[Rolecall] " + what + ": " + message + " (" + Address + ")");
            return done || !StopIfFailed;
        }
        catch
        {
            return false; // the variables could not be set: the action stops
        }
    }

    private static Dictionary<string, string> Call(string action, string parameters)
    {
        Dictionary<string, string> answer = Ask("/api/actions/" + action, "{" + parameters + "}");
        if (Field(answer, "ok") == "true") return answer;
        string message = Field(answer, "error.message");
        if (message == "") throw new FormatException();
        throw new ApplicationException(message);
    }
}
