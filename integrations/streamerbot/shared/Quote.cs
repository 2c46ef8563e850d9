// Writes a text as JSON. The build puts it into every script that sends one.
using System.Text.RegularExpressions;

public partial class CPHInline
{
    // ---- Writing JSON ----

    private static string Quote(string text)
    {
        return "\"" + Regex.Replace(text, @"[""\\\x00-\x1f]", found => "\\u" + ((int)found.Value[0]).ToString("x4")) + "\"";
    }
}
