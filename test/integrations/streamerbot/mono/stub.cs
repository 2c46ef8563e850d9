// As much of Streamer.bot as our scripts use, with the signatures of its own interface. Strict: what a test did not
// set up fails, and a method that is not here does not compile.
using System;
using System.Collections.Generic;

public interface IInlineInvokeProxy
{
    bool TryGetArg<T>(string argName, out T value);
    void SetArgument(string variableName, object value);
    int TtsSpeak(string voiceAlias, string message, bool badWordFilter = false);
    bool RegisterCustomTrigger(string triggerName, string eventName, string[] categories);
    void LogInfo(string logLine);
    void LogWarn(string logLine);
    string TwitchClientId { get; }
    string TwitchOAuthToken { get; }
}

/// Streamer.bot lets CPHInline inherit from it by itself.
public abstract class CPHInlineBase
{
    public IInlineInvokeProxy CPH;
}

public class StubCph : IInlineInvokeProxy
{
    public readonly Dictionary<string, object> Args = new Dictionary<string, object>();
    public readonly List<string[]> Events = new List<string[]>();
    /// Methods that this run must not call, or that are broken for it.
    public readonly Names Refused = new Names();

    public bool TryGetArg<T>(string argName, out T value)
    {
        Refused.Check("TryGetArg");
        value = default(T);
        if (argName.IndexOf('%') >= 0) throw new InvalidOperationException("No % in the name of a variable: " + argName);
        object found;
        if (!Args.TryGetValue(argName, out found)) return false;
        if (found == null) return true;
        if (!(found is T)) throw new InvalidCastException(argName + " is no " + typeof(T));
        value = (T)found;
        return true;
    }

    public void SetArgument(string variableName, object value)
    {
        Refused.Check("SetArgument");
        if (!(value is string)) throw new InvalidCastException(variableName + " is set to something that is no text");
        Args[variableName] = value;
        Events.Add(new[] { "set", variableName, (string)value });
    }

    public int TtsSpeak(string voiceAlias, string message, bool badWordFilter = false)
    {
        Refused.Check("TtsSpeak");
        Events.Add(new[] { "speak", voiceAlias, message, badWordFilter ? "filtered" : "as it is" });
        return 1;
    }

    /// Set up like a variable of the name "CPH.TwitchClientId", which Streamer.bot has none of.
    public string TwitchClientId { get { return Own("TwitchClientId"); } }
    public string TwitchOAuthToken { get { return Own("TwitchOAuthToken"); } }

    private string Own(string name)
    {
        Refused.Check(name);
        object value;
        return Args.TryGetValue("CPH." + name, out value) ? (string)value : null;
    }

    public bool RegisterCustomTrigger(string triggerName, string eventName, string[] categories)
    {
        Refused.Check("RegisterCustomTrigger");
        Events.Add(new[] { "trigger", triggerName, eventName, string.Join(" > ", categories) });
        return true;
    }

    public void LogInfo(string logLine)
    {
        Refused.Check("LogInfo");
        Events.Add(new[] { "info", logLine });
    }

    public void LogWarn(string logLine)
    {
        Refused.Check("LogWarn");
        Events.Add(new[] { "warn", logLine });
    }
}

public class Names : List<string>
{
    public void Check(string name)
    {
        if (Contains(name)) throw new InvalidOperationException("This test did not set up CPH." + name);
    }
}
