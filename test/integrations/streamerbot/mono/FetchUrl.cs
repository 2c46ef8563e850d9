// What Streamer.bot's Fetch URL does, as far as it is known: gets the address %url% as .NET understands it.
using System.Net;

public class CPHInline
{
    public bool Execute()
    {
        string url;
        CPH.TryGetArg<string>("url", out url);
        try
        {
            using (var client = new WebClient { Proxy = null }) CPH.SetArgument("answer", client.DownloadString(url));
        }
        catch (WebException e)
        {
            CPH.SetArgument("answer", e.Message);
        }
        return true;
    }
}
