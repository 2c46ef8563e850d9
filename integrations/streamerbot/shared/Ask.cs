// Asks Rolecall over HTTP and reads its JSON. The build puts it into every script that asks.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;

public partial class CPHInline
{
    // ---- Settings ----

    /// Where Rolecall listens.
    private static readonly string Address = "http://127.0.0.1:7653";
    /// An access token of Rolecall: "View and control". Leave it empty if Rolecall runs on this PC.
    private static readonly string Token = "";

    // ---- Asking Rolecall ----

    /// One request. The answer's fields by their names: "decision", "error.message", "result.items.0.effect".
    private static Dictionary<string, string> Ask(string path, string body)
    {
        var request = (HttpWebRequest)WebRequest.Create(Address.TrimEnd('/') + path);
        request.UserAgent = "Streamer.bot"; // so Rolecall can say who asked
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

    /// For an address. Half a character (a name that was cut within an emoji) cannot be sent and becomes a sign that can.
    private static string Escape(string text)
    {
        return Uri.EscapeDataString(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
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
}
