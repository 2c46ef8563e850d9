// Rolecall: give a viewer access for some minutes.
//
// Paste all of this into a sub-action "Execute C# Code". Minutes come from %minutes%, else from the setting. It sets
//   %rolecallResult%   ok or failed. Compare it with If/Else: Equals, ok
//   %rolecallMessage%  what happened, in a sentence that is fit for chat
//
// C# 7.2, .NET Framework 4.8. References: mscorlib.dll, System.dll.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;

public class CPHInline
{
    // ---- Settings ----

    /// Where Rolecall listens.
    private static readonly string Address = "http://127.0.0.1:7653";
    /// An access token of Rolecall (level control). Leave it empty if Rolecall runs on this PC.
    private static readonly string Token = "";
    /// What the viewer may use: "tts", "premium-voice", or a feature of your own.
    private static readonly string Feature = "tts";
    /// How many minutes, if the action has no %minutes%.
    private static readonly string DefaultMinutes = "10";
    /// "user": who started the action (a reward, a command). "target": %targetUserId%, or the name after a command.
    private static readonly string ForWhom = "user";
    /// true: the action ends here if it did not work. false: it goes on, to an If/Else.
    private static readonly bool StopIfFailed = false;
    /// How long to wait for Rolecall, in milliseconds.
    private static readonly int TimeLimitMs = 3000;

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

    // ---- Which viewer: the same in every script that changes one (a test compares) ----

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

    private static string Quote(string text)
    {
        return "\"" + Regex.Replace(text, @"[""\\\x00-\x1f]", found => "\\u" + ((int)found.Value[0]).ToString("x4")) + "\"";
    }

    // ---- end of which viewer ----

    // ---- Changing something: the same in every script that does (a test compares) ----

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

    // ---- end of changing something ----

    // ---- Asking Rolecall: the same in every script (a test compares) ----

    /// One request. The answer's fields by their names: "decision", "error.message", "result.items.0.effect".
    private static Dictionary<string, string> Ask(string path, string body)
    {
        var request = (HttpWebRequest)WebRequest.Create(Address.TrimEnd('/') + path);
        request.Proxy = null; // looking for one can take seconds
        request.AllowAutoRedirect = false;
        request.Timeout = request.ReadWriteTimeout = TimeLimitMs;
        request.ServicePoint.Expect100Continue = false;
        request.ServicePoint.MaxIdleTime = 4000; // let go before Rolecall does, after 5 s
        if (Token != "") request.Headers["Authorization"] = "Bearer " + Token; // a header: addresses end up in logs
        using (new Timer(_ => request.Abort(), null, TimeLimitMs, Timeout.Infinite)) // the limit for all of it
        {
            if (body != null)
            {
                request.KeepAlive = false; // .NET sends again what a kept connection lost: nothing may happen twice
                request.Method = "POST";
                request.ContentType = "application/json";
                byte[] bytes = Encoding.UTF8.GetBytes(body);
                request.ContentLength = bytes.Length;
                using (var stream = request.GetRequestStream()) stream.Write(bytes, 0, bytes.Length);
            }
            using (var response = Answer(request))
            using (var reader = new StreamReader(response.GetResponseStream(), Encoding.UTF8))
                return ReadJson(reader.ReadToEnd());
        }
    }

    /// An error (404, 401 ...) is an answer too: its text says what is wrong.
    private static WebResponse Answer(HttpWebRequest request)
    {
        try { return request.GetResponse(); }
        catch (WebException e) when (e.Response != null) { return e.Response; }
    }

    private static Dictionary<string, string> ReadJson(string json)
    {
        var fields = new Dictionary<string, string>();
        int at = 0;
        ReadValue(json, ref at, "", 0, fields);
        if (Next(json, ref at) != '\0') throw new FormatException();
        return fields;
    }

    private static void ReadValue(string json, ref int at, string name, int depth, Dictionary<string, string> fields)
    {
        if (depth > 20) throw new FormatException();
        char open = Next(json, ref at);
        if (open == '"') fields[name] = ReadString(json, ref at);
        else if (open == '{' || open == '[')
        {
            char close = open == '{' ? '}' : ']';
            at++;
            for (int index = 0; index > 0 || Next(json, ref at) != close; index++)
            {
                string key = index.ToString(CultureInfo.InvariantCulture);
                if (open == '{')
                {
                    Next(json, ref at);
                    key = ReadString(json, ref at);
                    if (Next(json, ref at) != ':') throw new FormatException();
                    at++;
                }
                ReadValue(json, ref at, name == "" ? key : name + "." + key, depth + 1, fields);
                char after = Next(json, ref at);
                if (after == close) break;
                if (after != ',') throw new FormatException();
                at++;
            }
            at++;
        }
        else
        {
            Match word = Regex.Match(json.Substring(at), @"^(true|false|null|-?\d+(\.\d+)?([eE][-+]?\d+)?)");
            if (!word.Success) throw new FormatException();
            at += word.Length;
            fields[name] = word.Value == "null" ? "" : word.Value;
        }
    }

    private static string ReadString(string json, ref int at)
    {
        Match text = Regex.Match(json.Substring(at), @"^""((?:[^""\\\x00-\x1f]|\\[""\\/bfnrt]|\\u[0-9a-fA-F]{4})*)""");
        if (!text.Success) throw new FormatException();
        at += text.Length;
        return Regex.Replace(text.Groups[1].Value, @"\\(?:u(....)|(.))", escape =>
        {
            if (escape.Groups[1].Success) return ((char)Convert.ToInt32(escape.Groups[1].Value, 16)).ToString();
            int which = "bfnrt".IndexOf(escape.Groups[2].Value[0]);
            return which < 0 ? escape.Groups[2].Value : "\b\f\n\r\t"[which].ToString();
        });
    }

    /// The character after the spaces; '\0' at the end.
    private static char Next(string json, ref int at)
    {
        while (at < json.Length && " \t\r\n".IndexOf(json[at]) >= 0) at++;
        return at < json.Length ? json[at] : '\0';
    }

    /// "" if the field is missing or null.
    private static string Field(Dictionary<string, string> fields, string name)
    {
        string text;
        return fields.TryGetValue(name, out text) ? text : "";
    }

    /// A variable of Streamer.bot, without the % around it; "" if there is none.
    private string Variable(string name)
    {
        object value;
        return CPH.TryGetArg<object>(name, out value) && value != null
            ? Convert.ToString(value, CultureInfo.InvariantCulture).Trim()
            : "";
    }

    private static string InWords(Exception problem)
    {
        var web = problem as WebException;
        if (problem is UriFormatException) return "The setting Address is not a web address.";
        if (problem is FormatException) return "What answers there is not Rolecall.";
        if (web == null) return problem.Message;
        if (web.Status == WebExceptionStatus.Timeout || web.Status == WebExceptionStatus.RequestCanceled)
            return "Rolecall did not answer in time.";
        return web.Status == WebExceptionStatus.ConnectFailure ? "Rolecall is not running." : web.Message;
    }

    // ---- end of asking Rolecall ----
}
