// Steers RolecallClient.cs for the scenarios: one step a line as JSON, one answer a line. The steps are those of driver.py.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;

public static class Driver
{
    private const int PatienceMs = 30000; // for what has to come
    private static readonly BlockingCollection<object> Begun = new BlockingCollection<object>();
    private static readonly Dictionary<string, Stack<Action>> Offs = new Dictionary<string, Stack<Action>>();
    private static Dictionary<string, BlockingCollection<object>> heard = new Dictionary<string, BlockingCollection<object>>();
    private static RolecallClient client;

    public static void Main()
    {
        var lines = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
        var answers = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
        for (string line = lines.ReadLine(); line != null; line = lines.ReadLine())
        {
            var step = (Dictionary<string, object>)RolecallJson.Read(line);
            answers.WriteLine(RolecallJson.Write((string)step["do"] == "end" ? TakeFrom(Begun) : OutcomeOf(() => Do(step))));
        }
        if (client != null) client.Close();
    }

    private static object Do(Dictionary<string, object> step)
    {
        switch ((string)step["do"])
        {
            case "open": Open(step); return null;
            case "connect": return client.Connect(Number(step, "timeoutMs", 10000));
            case "check": return Check(step);
            case "call": return Call(step);
            case "begin":
                new Thread(() => Begun.Add(OutcomeOf(() => Call(step)))) { IsBackground = true }.Start();
                return null;
            case "listen": Listen(step); return null;
            case "ignore": Offs[(string)step["event"]].Pop()(); return null;
            case "next": return TakeFrom(QueueOf((string)step["event"]));
            case "waiting": return QueueOf((string)step["event"]).Count;
            case "state": return client.State;
            case "close": client.Close(); return null;
            default: throw new ArgumentException("No such step.");
        }
    }

    private static void Open(Dictionary<string, object> step)
    {
        if (client != null) client.Close();
        heard = new Dictionary<string, BlockingCollection<object>>();
        BlockingCollection<object> errors = QueueOf("errors"), states = QueueOf("states");
        client = new RolecallClient((string)step["url"], RolecallJson.Get(step, "token") as string)
        {
            OnError = error => errors.Add(error is RolecallException ? ((RolecallException)error).Code : error.Message),
        };
        client.CallTimeoutMs = Number(step, "callTimeoutMs", client.CallTimeoutMs);
        client.RetryFirstMs = Number(step, "retryFirstMs", client.RetryFirstMs);
        client.RetryMaxMs = Number(step, "retryMaxMs", client.RetryMaxMs);
        client.OpenTimeoutMs = Number(step, "openTimeoutMs", client.OpenTimeoutMs);
        client.IdleMs = Number(step, "idleMs", client.IdleMs);
        client.ProbeMs = Number(step, "probeMs", client.ProbeMs);
        client.OnState(states.Add);
    }

    private static object Check(Dictionary<string, object> step)
    {
        var more = new Dictionary<string, object>();
        foreach (KeyValuePair<string, object> each in step)
            if (Array.IndexOf(new[] { "do", "user", "userId", "feature", "timeoutMs" }, each.Key) < 0) more[each.Key] = each.Value;
        RolecallAnswer answer = client.Check(RolecallJson.Get(step, "user") as string, RolecallJson.Get(step, "userId") as string,
            RolecallJson.Get(step, "feature") as string ?? "tts", more, Number(step, "timeoutMs", -1));
        return new Dictionary<string, object>
        {
            { "allowed", answer.Allowed }, { "reason", answer.Reason }, { "message", answer.Message }, { "error", answer.Error },
        };
    }

    private static Dictionary<string, object> Call(Dictionary<string, object> step)
    {
        var given = RolecallJson.Get(step, "params") as Dictionary<string, object>;
        return client.Call((string)step["action"], given, Number(step, "timeoutMs", -1));
    }

    private static void Listen(Dictionary<string, object> step)
    {
        var name = (string)step["event"];
        BlockingCollection<object> queue = QueueOf(name);
        if (!Offs.ContainsKey(name)) Offs[name] = new Stack<Action>();
        Offs[name].Push(client.On(name, data =>
        {
            if (step.ContainsKey("fails")) throw new InvalidOperationException("planted");
            queue.Add(step.ContainsKey("action") ? Call(step) : data);
        }));
    }

    private static object OutcomeOf(Func<object> work)
    {
        try { return new Dictionary<string, object> { { "ok", work() } }; }
        catch (RolecallException error)
        {
            var told = new Dictionary<string, object> { { "code", error.Code }, { "message", error.Message } };
            return new Dictionary<string, object> { { "error", told } };
        }
        catch (Exception error) { return new Dictionary<string, object> { { "crash", error.ToString() } }; }
    }

    private static object TakeFrom(BlockingCollection<object> queue)
    {
        object value;
        if (!queue.TryTake(out value, PatienceMs)) throw new TimeoutException("Nothing came.");
        return value;
    }

    private static BlockingCollection<object> QueueOf(string name)
    {
        if (!heard.ContainsKey(name)) heard[name] = new BlockingCollection<object>();
        return heard[name];
    }

    private static int Number(Dictionary<string, object> step, string name, int otherwise)
    {
        object value = RolecallJson.Get(step, name);
        return value is long ? (int)(long)value : otherwise;
    }
}
