// A part of the script: the build completes it. To paste: dist/integrations/streamerbot/SpeakMessage.cs, after `npm start`.

// Speaks what a viewer typed after the command, through Speaker.bot. Put it into the "True Result" of an If/Else that
// compares %rolecallAllowed% with allow: it asks nobody by itself. Behind CheckAccess.cs it speaks with the voice and
// the length that you set in Rolecall for this viewer.
using System;

public partial class CPHInline
{
    // ---- Settings ----

    /// The voice alias, as it is called in Speaker.bot; the one that you set in Rolecall counts instead.
    private static readonly string Voice = "default";
    /// Longer messages are cut; what you set in Rolecall counts instead.
    private static readonly int MaxCharacters = 300;

    // ---- What this script does ----

    public bool Execute()
    {
        try
        {
            string text;
            if (!CPH.TryGetArg<string>("rawInput", out text) || string.IsNullOrWhiteSpace(text)) return true;
            string voice = Answered("rolecallVoice");
            CPH.TtsSpeak(voice != "" ? voice : Voice, Cut(text.Trim(), MaxLength()), true);
        }
        catch (Exception e)
        {
            CPH.LogWarn("[Rolecall] Could not speak: " + e.Message);
        }
        return true;
    }

    /// Never in the middle of an emoji.
    private static string Cut(string text, int length)
    {
        if (text.Length <= length) return text;
        return text.Substring(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length);
    }

    private int MaxLength()
    {
        int length;
        return int.TryParse(Answered("rolecallMaxChars"), out length) && length > 0 ? length : MaxCharacters;
    }

    /// What CheckAccess.cs was answered; "" if Rolecall set nothing.
    private string Answered(string name)
    {
        object value;
        return CPH.TryGetArg<object>(name, out value) && value != null ? value.ToString().Trim() : "";
    }
}
