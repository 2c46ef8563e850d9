// A part of the script: the build completes it. To paste: dist/integrations/streamerbot/SpeakMessage.cs, after `npm start`.

// Speaks what a viewer typed after the command, through Speaker.bot. Put it into the "True Result" of an If/Else that
// compares %rolecallAllowed% with allow: it asks nobody by itself.
using System;

public partial class CPHInline
{
    // ---- Settings ----

    /// The voice alias, as it is called in Speaker.bot.
    private static readonly string Voice = "default";
    /// Longer messages are cut.
    private static readonly int MaxCharacters = 300;

    // ---- What this script does ----

    public bool Execute()
    {
        try
        {
            string text;
            if (!CPH.TryGetArg<string>("rawInput", out text) || string.IsNullOrWhiteSpace(text)) return true;
            CPH.TtsSpeak(Voice, Cut(text.Trim()), true);
        }
        catch (Exception e)
        {
            CPH.LogWarn("[Rolecall] Could not speak: " + e.Message);
        }
        return true;
    }

    /// Never in the middle of an emoji.
    private static string Cut(string text)
    {
        if (text.Length <= MaxCharacters) return text;
        return text.Substring(0, char.IsHighSurrogate(text[MaxCharacters - 1]) ? MaxCharacters - 1 : MaxCharacters);
    }
}
