// A part of the script: the build completes it. To paste: dist/integrations/streamerbot/ReadList.cs, after `npm start`.

// Rolecall: read one page of your subscribers, VIPs or moderators from Twitch, with the login that Streamer.bot has.
//
// Rolecall runs this by itself, if it is connected through Streamer.bot; it does nothing for anybody else. The token
// stays here: only Twitch's answer goes to Rolecall, and nowhere but to the address below.
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

    /// How long to wait for Rolecall, in milliseconds. It answers within a few.
    private static readonly int TimeLimitMs = 5000;

    // ---- What this script does ----

    private static readonly string Twitch = "https://api.twitch.tv/helix/";
    /// Of all tries together Rolecall waits 30 s; of one, 8.
    private static readonly int TwitchLimitMs = 7000;
    /// Many times a page of a hundred.
    private static readonly int MaxBytes = 150000;

    public bool Execute()
    {
        try
        {
            Read();
        }
        catch (Exception e)
        {
            CPH.LogWarn("[Rolecall] read a list: " + InWords(e) + " (" + Address + ")");
        }
        return true;
    }

    private void Read()
    {
        string nonce = Variable("rolecallNonce"), kind = Variable("rolecallKind"), channel = Variable("rolecallChannel");
        string cursor = Variable("rolecallCursor"), ids = Variable("rolecallIds"), path = PathOf(kind);
        if (path == "" || !Is(nonce, "[A-Za-z0-9_-]{32}") || !Is(channel, "[0-9]{1,20}") || !Is(ids, "([0-9]{1,20}(,[0-9]{1,20}){0,99})?"))
            throw new ApplicationException("Only Rolecall runs this action.");
        string own = Variable("broadcastUserId");
        string about =
            "\"nonce\":" + Quote(nonce) + ",\"kind\":" + Quote(kind) + ",\"path\":" + Quote(path) +
            ",\"channelId\":" + Quote(own != "" ? own : channel);
        string query = "?broadcaster_id=" + channel + "&first=100" + (cursor == "" ? "" : "&after=" + Escape(cursor));
        foreach (string id in ids.Split(new[] { ',' }, StringSplitOptions.RemoveEmptyEntries)) query += "&user_id=" + id;
        Dictionary<string, string> answer = Ask("/api/actions/source.page", "{" + about + "," + Page(path + query) + "}");
        if (Field(answer, "ok") != "true") throw new ApplicationException(Field(answer, "error.message"));
    }

    /// The three lists, and nothing else of Twitch.
    private static string PathOf(string kind)
    {
        switch (kind)
        {
            case "subscribers": return "subscriptions";
            case "vips": return "channels/vips";
            case "moderators": return "moderation/moderators";
            default: return "";
        }
    }

    /// What Twitch answers, or why it does not, as fields for Rolecall.
    private string Page(string pathAndQuery)
    {
        string clientId = CPH.TwitchClientId, token = CPH.TwitchOAuthToken;
        if (string.IsNullOrEmpty(clientId) || string.IsNullOrEmpty(token)) return Failed("not_logged_in");
        bool isLate = false;
        try
        {
            var request = (HttpWebRequest)WebRequest.Create(Twitch + pathAndQuery);
            request.AllowAutoRedirect = false; // it would take the token along
            request.Timeout = request.ReadWriteTimeout = TwitchLimitMs;
            request.ServicePoint.ConnectionLimit = 8; // three lists are read at once
            request.Headers["Client-Id"] = clientId;
            request.Headers["Authorization"] = "Bearer " + token;
            using (new Timer(_ => { isLate = true; request.Abort(); }, null, TwitchLimitMs, Timeout.Infinite))
            using (var response = (HttpWebResponse)Answer(request))
                return PageOf(response);
        }
        catch (Exception e)
        {
            var web = e as WebException;
            isLate = isLate || (web != null && web.Status == WebExceptionStatus.Timeout);
            return Failed(isLate ? "timeout" : "unreachable");
        }
    }

    private static string PageOf(HttpWebResponse response)
    {
        string body = "";
        using (var stream = response.GetResponseStream())
        using (var bytes = new MemoryStream())
        {
            var part = new byte[16384];
            for (int read = stream.Read(part, 0, part.Length); read > 0; read = stream.Read(part, 0, part.Length))
            {
                bytes.Write(part, 0, read);
                if (bytes.Length > MaxBytes) return Failed("too_large");
            }
            if (response.ContentLength > bytes.Length) throw new IOException("The answer was cut off.");
            body = Encoding.UTF8.GetString(bytes.ToArray());
        }
        var headers = new List<string>();
        foreach (string name in new[] { "date", "ratelimit-limit", "ratelimit-remaining", "ratelimit-reset" })
        {
            string value = response.Headers[name];
            if (Is(value ?? "", "[ -~]{1,100}")) headers.Add(Quote(name) + ":" + Quote(value));
        }
        string status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        return "\"status\":" + status + ",\"headers\":{" + string.Join(",", headers) + "},\"body\":" + Quote(body);
    }

    private static string Failed(string why)
    {
        return "\"failed\":" + Quote(why);
    }

    private static bool Is(string text, string pattern)
    {
        return Regex.IsMatch(text, "^(?:" + pattern + ")\\z");
    }
}
