// Rolecall for your C# tool: one file to copy. .NET Framework 4.8.1 and C# 7.2, as in Streamer.bot; needs System.dll only.
//
//     var rolecall = new RolecallClient("http://127.0.0.1:7653");
//     rolecall.Connect();
//     RolecallAnswer answer = rolecall.Check("some_viewer", feature: "tts");
//     Console.WriteLine(answer.Allowed ? "speak" : "no: " + answer.Message);
//     rolecall.Close();
//
// It comes back by itself after a lost connection. Every method may be called from any thread, also by a listener.
// All spans are in milliseconds. More: README.md beside this file; all actions and events: PROTOCOL.md.
using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

/// Why there is no result. Code is one of the wire's (invalid_params, not_found, unauthorized ...), or "disconnected" (not
/// connected, or lost while waiting: it may have happened all the same), "timeout", "closed". Message is for people.
public sealed class RolecallException : Exception
{
    public readonly string Code;
    public RolecallException(string code, string message) : base(message) { Code = code; }
}

/// The answer to a check. Without one Allowed is false, Reason null and Error the code of what went wrong.
public sealed class RolecallAnswer
{
    public bool Allowed;
    public string Reason, Message, Error;
    /// The whole result of access.check (voice, limits, expiresAt ...); null where there is none.
    public Dictionary<string, object> Fields;
}

/// A connection that is kept until Close(). Does nothing before Connect().
public sealed class RolecallClient : IDisposable
{
    public int CallTimeoutMs = 10000;
    /// The first pause before a retry; each further one is twice as long, give or take a quarter.
    public int RetryFirstMs = 300, RetryMaxMs = 5000;
    /// From opening the socket to Rolecall's hello.
    public int OpenTimeoutMs = 10000;
    /// After so long without a word Rolecall is asked whether it is there; its time to answer.
    public int IdleMs = 30000, ProbeMs = 10000;
    /// Hears what has no caller: a listener that threw, a refused subscription, a broken frame.
    public Action<Exception> OnError = error => Console.Error.WriteLine("Rolecall client: " + error.Message);

    private const int SteadyMs = 5000; // a connection that lasted so long is worth a fast retry
    private const int MostBytes = 32 * 1024 * 1024;
    private readonly Uri address;
    private readonly string token;
    private readonly object gate = new object(); // guards all that follows
    private readonly object subscribing = new object(); // what Rolecall hears of us comes in the order of what changed
    private readonly Dictionary<string, List<Listener>> listeners = new Dictionary<string, List<Listener>>();
    private readonly List<Action<string>> stateListeners = new List<Action<string>>();
    private Dictionary<long, Receiver> waiting = new Dictionary<long, Receiver>();
    private string state = "closed";
    private Run run;
    private Link link;
    private Dictionary<string, object> hello;
    private long lastId;

    private delegate void Receiver(Dictionary<string, object> result, RolecallException error);

    private sealed class Listener { public Action<object> Hear; }

    /// From Connect() to Close().
    private sealed class Run
    {
        public readonly ManualResetEvent Stop = new ManualResetEvent(false);
        public readonly BlockingCollection<Action> Told = new BlockingCollection<Action>();
        public bool IsOver { get { return Stop.WaitOne(0); } }
    }

    /// RolecallException "invalid_params" if that is no address or no token.
    public RolecallClient(string url = "http://127.0.0.1:7653", string token = null)
    {
        Uri given;
        if (!Uri.TryCreate(url, UriKind.Absolute, out given) || Array.IndexOf(new[] { "http", "ws", "https", "wss" }, given.Scheme) < 0)
            throw new RolecallException("invalid_params", "That is no address such as http://127.0.0.1:7653: " + url);
        foreach (char sign in token ?? "")
            if (sign <= ' ' || sign > '~') throw new RolecallException("invalid_params", "The token has signs that no token has.");
        var full = new UriBuilder(given) { Scheme = given.Scheme.Replace("http", "ws"), Port = given.Port };
        if (full.Path == "/") full.Path = "/ws";
        address = full.Uri;
        this.token = token;
    }

    /// "closed", "connecting" or "open".
    public string State { get { lock (gate) return state; } }

    /// Begins, waits for the connection and returns Rolecall's hello: protocol, version, status ... RolecallException
    /// "timeout" if there is none by then; the client still goes on trying, until Close().
    public Dictionary<string, object> Connect(int timeoutMs = 10000)
    {
        Stopwatch clock = Stopwatch.StartNew();
        lock (gate)
        {
            if (state == "closed")
            {
                Run begun = run = new Run();
                SetState("connecting");
                new Thread(() => Work(begun)) { IsBackground = true, Name = "rolecall" }.Start();
                new Thread(() => Tell(begun)) { IsBackground = true, Name = "rolecall listeners" }.Start();
            }
            Run own = run;
            while (state != "open" || run != own)
            {
                if (own.IsOver) throw new RolecallException("closed", "Not connected to Rolecall: it was closed here.");
                long left = timeoutMs - clock.ElapsedMilliseconds;
                if (left <= 0)
                    throw new RolecallException("timeout", "Rolecall did not let us in within " + timeoutMs
                        + " ms (is it running, is the token valid?).");
                Monitor.Wait(gate, (int)left);
            }
            return hello;
        }
    }

    /// May this viewer? By login or display name, or by id; `more` are further params, such as {"consume", true}. Never throws.
    public RolecallAnswer Check(string user = null, string userId = null, string feature = "tts",
        IDictionary<string, object> more = null, int timeoutMs = -1)
    {
        try
        {
            var asked = new Dictionary<string, object>();
            if (more != null) foreach (KeyValuePair<string, object> each in more) asked[each.Key] = each.Value;
            asked["feature"] = feature;
            if (user != null) asked["user"] = user;
            if (userId != null) asked["userId"] = userId;
            Dictionary<string, object> fields = Call("access.check", asked, timeoutMs);
            object allowed;
            if (!fields.TryGetValue("allowed", out allowed) || !(allowed is bool)) throw NotRolecall();
            return new RolecallAnswer
            {
                Allowed = (bool)allowed,
                Reason = RolecallJson.Get(fields, "reason") as string,
                Message = RolecallJson.Get(fields, "message") as string,
                Fields = fields,
            };
        }
        catch (RolecallException error)
        {
            return new RolecallAnswer { Error = error.Code, Message = "No, since there is no answer: " + error.Message };
        }
    }

    /// The result of an action. timeoutMs 0: as long as the connection lasts (for sync.run). RolecallException.
    public Dictionary<string, object> Call(string action, IDictionary<string, object> parameters = null, int timeoutMs = -1)
    {
        int limit = timeoutMs < 0 ? CallTimeoutMs : timeoutMs;
        Stopwatch clock = Stopwatch.StartNew();
        var answer = new TaskCompletionSource<Dictionary<string, object>>();
        RolecallException problem = null;
        long id = Send(action, parameters ?? new Dictionary<string, object>(), limit, (result, error) =>
        {
            problem = error;
            answer.TrySetResult(result);
        });
        int left = (int)Math.Max(0, limit - clock.ElapsedMilliseconds);
        if (!answer.Task.Wait(limit > 0 ? left : Timeout.Infinite))
        {
            Take(id);
            throw new RolecallException("timeout", "No answer to " + action + " within " + limit + " ms.");
        }
        if (problem != null) throw problem;
        return answer.Task.Result;
    }

    /// Calls the listener with the data of each such event, over every reconnect, in a thread of the client's. A listener to
    /// "sync.status" first gets the status as it is. What is returned ends it.
    public Action On(string eventName, Action<object> hear)
    {
        var own = new Listener { Hear = hear };
        lock (subscribing)
        {
            lock (gate)
            {
                if (!listeners.ContainsKey(eventName)) listeners[eventName] = new List<Listener>();
                listeners[eventName].Add(own);
            }
            Subscribe("events.subscribe", new List<object> { eventName });
        }
        return () =>
        {
            lock (subscribing)
            {
                bool isLast;
                lock (gate) isLast = listeners[eventName].Remove(own) && listeners[eventName].Count == 0;
                if (isLast) Subscribe("events.unsubscribe", new List<object> { eventName });
            }
        };
    }

    /// Calls the listener with "connecting", "open" or "closed".
    public void OnState(Action<string> hear) { lock (gate) stateListeners.Add(hear); }

    /// Ends it for good; who waits gets "closed". Connect() starts anew.
    public void Close()
    {
        Link last;
        lock (gate)
        {
            if (state == "closed") return;
            last = link;
            link = null;
            run.Stop.Set();
            EndCalls("closed");
            SetState("closed");
            run.Told.CompleteAdding();
        }
        if (last != null) last.SayGoodbye();
    }

    public void Dispose() { Close(); }

    // ---- Calls ----

    /// `receive` is called once, at once if there is no connection.
    private long Send(string action, object parameters, int limitMs, Receiver receive)
    {
        Link to;
        long id;
        lock (gate)
        {
            to = state == "open" ? link : null;
            id = ++lastId;
            waiting[id] = receive;
        }
        try
        {
            string text = RolecallJson.Write(new Dictionary<string, object> { { "id", id }, { "action", action }, { "params", parameters } });
            if (to == null) Fail(id, "disconnected", "Not connected to Rolecall.");
            else
            {
                int most = limitMs > 0 ? limitMs : 10000; // for a server that takes nothing
                to.Send(text, most, () => Fail(id, "timeout", "Rolecall did not take " + action + " within " + most + " ms."));
            }
        }
        catch (FormatException problem) { Fail(id, "invalid_params", "That cannot be sent as JSON: " + problem.Message); }
        catch (Exception) { Fail(id, "disconnected", "Not connected to Rolecall."); }
        return id;
    }

    private void Fail(long id, string code, string message)
    {
        Receiver receive = Take(id);
        if (receive != null) receive(null, new RolecallException(code, message));
    }

    private Receiver Take(long id)
    {
        lock (gate)
        {
            Receiver receive;
            if (waiting.TryGetValue(id, out receive)) waiting.Remove(id);
            return receive;
        }
    }

    private void EndCalls(string code)
    {
        Dictionary<long, Receiver> ended;
        lock (gate)
        {
            ended = waiting;
            waiting = new Dictionary<long, Receiver>();
        }
        foreach (Receiver receive in ended.Values) receive(null, new RolecallException(code, "Not connected to Rolecall."));
    }

    /// Does not wait for the answer. The snapshot in it comes before the events that continue it.
    private void Subscribe(string action, List<object> events)
    {
        if (events.Count == 0 || State != "open") return;
        Send(action, new Dictionary<string, object> { { "events", events } }, CallTimeoutMs, (result, error) =>
        {
            if (error == null)
            {
                if (action == "events.subscribe" && events.Contains("sync.status")) Emit("sync.status", RolecallJson.Get(result, "status"));
            }
            else if (error.Code == "forbidden" && events.Count > 1)
            {
                foreach (object each in events) Subscribe(action, new List<object> { each }); // one must not silence the others
            }
            else if (error.Code != "disconnected" && error.Code != "closed") Report(error); // those are made good by the next hello
        });
    }

    // ---- The listeners' thread ----

    private void SetState(string now)
    {
        lock (gate)
        {
            state = now;
            Monitor.PulseAll(gate);
            foreach (Action<string> hear in stateListeners) Later(() => hear(now));
        }
    }

    private void Emit(string eventName, object data)
    {
        Later(() =>
        {
            Listener[] all;
            lock (gate) all = listeners.ContainsKey(eventName) ? listeners[eventName].ToArray() : new Listener[0];
            foreach (Listener each in all)
            {
                try { each.Hear(data); }
                catch (Exception error) { Report(error); }
            }
        });
    }

    private void Report(Exception error)
    {
        Later(() =>
        {
            try { OnError(error); }
            catch (Exception) { } // nobody is left to tell
        });
    }

    private void Later(Action tell)
    {
        lock (gate) if (!run.Told.IsAddingCompleted) run.Told.Add(tell);
    }

    private void Tell(Run own)
    {
        foreach (Action tell in own.Told.GetConsumingEnumerable())
        {
            try { tell(); }
            catch (Exception error) { Report(error); }
        }
    }

    // ---- The reader's thread ----

    private void Work(Run own)
    {
        var random = new Random(Guid.NewGuid().GetHashCode()); // the clock alone gives many clients the same pauses
        for (int attempt = 0; !own.IsOver; attempt++)
        {
            if (Talk(own) >= SteadyMs) attempt = 0;
            double pause = Math.Min(RetryMaxMs, RetryFirstMs * Math.Pow(2, Math.Min(attempt, 20)));
            own.Stop.WaitOne((int)(pause * (0.75 + random.NextDouble() * 0.5)));
        }
    }

    /// One connection from its beginning to its end. How long it was open, in milliseconds.
    private long Talk(Run own)
    {
        Stopwatch clock = Stopwatch.StartNew();
        long openedAt = -1, askedAt = -1, heardAt = 0;
        var socket = new Link();
        try
        {
            socket.Open(address, token, OpenTimeoutMs);
            int tick = Math.Max(5, Math.Min(1000, Math.Min(IdleMs, ProbeMs) / 2));
            while (!own.IsOver)
            {
                bool isHeard;
                string text = socket.Read(tick, out isHeard);
                long now = clock.ElapsedMilliseconds;
                if (isHeard) { heardAt = now; askedAt = -1; }
                if (text != null && Receive(own, socket, text) && openedAt < 0) openedAt = now;
                if (openedAt < 0 ? now > OpenTimeoutMs : askedAt >= 0 && now - askedAt > ProbeMs) break;
                if (openedAt >= 0 && askedAt < 0 && now - heardAt > IdleMs)
                {
                    askedAt = now; // a connection that only seems to be open would show it minutes later
                    Send("server.info", new Dictionary<string, object>(), ProbeMs, (result, error) => { });
                }
            }
        }
        catch (Exception) { } // away, or not Rolecall: tried again
        lock (gate)
        {
            if (run == own && !own.IsOver)
            {
                link = null;
                EndCalls("disconnected");
                if (state == "open") SetState("connecting");
            }
        }
        socket.Cut();
        return openedAt < 0 ? 0 : clock.ElapsedMilliseconds - openedAt;
    }

    /// True if it was the hello.
    private bool Receive(Run own, Link from, string text)
    {
        Dictionary<string, object> frame = null;
        try { frame = RolecallJson.Read(text) as Dictionary<string, object>; }
        catch (FormatException) { }
        string eventName = frame == null ? null : RolecallJson.Get(frame, "event") as string;
        if (eventName != null)
        {
            object data = RolecallJson.Get(frame, "data");
            if (eventName == "hello") Greeted(own, from, data as Dictionary<string, object>);
            Emit(eventName, data);
        }
        else if (frame != null && frame.ContainsKey("ok"))
        {
            object id = RolecallJson.Get(frame, "id");
            Receiver receive = id is long ? Take((long)id) : null;
            if (receive != null) Settle(frame, receive); // else too late, or to nobody
        }
        else Report(new RolecallException("invalid_format", "Not a frame."));
        return eventName == "hello";
    }

    private static void Settle(Dictionary<string, object> reply, Receiver receive)
    {
        var result = RolecallJson.Get(reply, "result") as Dictionary<string, object>;
        var error = RolecallJson.Get(reply, "error") as Dictionary<string, object>;
        bool isOk = true.Equals(reply["ok"]);
        if (isOk && result != null) receive(result, null);
        else if (isOk || error == null) receive(null, NotRolecall());
        else receive(null, new RolecallException(RolecallJson.Get(error, "code") as string ?? "internal_error", RolecallJson.Get(error, "message") as string));
    }

    private static RolecallException NotRolecall()
    {
        return new RolecallException("invalid_format", "What answers there is not Rolecall.");
    }

    private void Greeted(Run own, Link from, Dictionary<string, object> data)
    {
        lock (subscribing)
        {
            var events = new List<object>();
            lock (gate)
            {
                if (run != own || own.IsOver) return;
                hello = data;
                link = from;
                SetState("open");
                foreach (KeyValuePair<string, List<Listener>> each in listeners)
                    if (each.Value.Count > 0 && each.Key != "hello") events.Add(each.Key);
            }
            Subscribe("events.subscribe", events); // a new connection knows nothing
        }
    }

    /// One WebSocket. One thread reads, any may send.
    private sealed class Link
    {
        private readonly ClientWebSocket socket = new ClientWebSocket();
        private readonly SemaphoreSlim sending = new SemaphoreSlim(1);
        private readonly byte[] buffer = new byte[16384];
        private readonly MemoryStream parts = new MemoryStream();
        private Task<WebSocketReceiveResult> next;

        public void Open(Uri address, string token, int timeoutMs)
        {
            socket.Options.Proxy = new WebProxy(); // none: looking for one can take seconds
            if (!string.IsNullOrEmpty(token)) socket.Options.SetRequestHeader("Authorization", "Bearer " + token);
            Task opened = socket.ConnectAsync(address, CancellationToken.None);
            if (!opened.Wait(timeoutMs)) throw new TimeoutException();
        }

        /// The next text, or null if there is none within the time. Throws when the connection is over.
        public string Read(int waitMs, out bool isHeard)
        {
            if (next == null) next = socket.ReceiveAsync(new ArraySegment<byte>(buffer), CancellationToken.None);
            isHeard = next.Wait(waitMs);
            if (!isHeard) return null;
            WebSocketReceiveResult got = next.Result;
            next = null;
            if (got.MessageType != WebSocketMessageType.Text) throw new IOException("ended");
            parts.Write(buffer, 0, got.Count);
            if (parts.Length > MostBytes) throw new IOException("too long");
            if (!got.EndOfMessage) return null;
            string text = Encoding.UTF8.GetString(parts.ToArray());
            parts.SetLength(0);
            return text;
        }

        /// `onLate` is called if it was not taken in time, before the connection is cut. Throws when the connection is over.
        public void Send(string text, int limitMs, Action onLate)
        {
            Stopwatch clock = Stopwatch.StartNew();
            if (!sending.Wait(limitMs)) { onLate(); return; }
            try
            {
                byte[] bytes = Encoding.UTF8.GetBytes(text);
                Task sent = socket.SendAsync(new ArraySegment<byte>(bytes), WebSocketMessageType.Text, true, CancellationToken.None);
                if (sent.Wait((int)Math.Max(1, limitMs - clock.ElapsedMilliseconds))) return;
                onLate();
                Cut(); // half a frame is the end of it
            }
            finally { sending.Release(); }
        }

        public void SayGoodbye()
        {
            try
            {
                if (sending.Wait(200)) socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None).Wait(200);
            }
            catch (Exception) { } // it is over already
            Cut();
        }

        /// Ends it at once; wakes the reader.
        public void Cut()
        {
            try
            {
                socket.Abort();
                socket.Dispose();
            }
            catch (Exception) { } // it is over already
        }
    }
}

/// JSON as Dictionary<string, object>, List<object>, string, long, double, bool and null. FormatException for what is none.
public static class RolecallJson
{
    private const int Deepest = 100;

    /// null if it is missing.
    public static object Get(Dictionary<string, object> fields, string name)
    {
        object value;
        return fields.TryGetValue(name, out value) ? value : null;
    }

    public static object Read(string json)
    {
        int at = 0;
        object value = ReadValue(json, ref at, 0);
        if (Peek(json, ref at) != '\0') throw new FormatException("JSON goes on after its end.");
        return value;
    }

    public static string Write(object value)
    {
        var text = new StringBuilder();
        WriteValue(text, value, 0);
        return text.ToString();
    }

    private static object ReadValue(string json, ref int at, int depth)
    {
        if (depth > Deepest) throw new FormatException("Too deep.");
        char first = Peek(json, ref at);
        if (first == '{') return ReadObject(json, ref at, depth);
        if (first == '[') return ReadList(json, ref at, depth);
        if (first == '"') return ReadString(json, ref at);
        int start = at;
        while (at < json.Length && (char.IsLetterOrDigit(json[at]) || "+-.".IndexOf(json[at]) >= 0)) at++;
        string word = json.Substring(start, at - start);
        if (word == "null") return null;
        if (word == "true" || word == "false") return word == "true";
        long whole;
        double number;
        if (long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out whole)) return whole;
        if (double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out number)) return number;
        throw new FormatException("Not a value of JSON.");
    }

    private static object ReadObject(string json, ref int at, int depth)
    {
        var fields = new Dictionary<string, object>();
        at++;
        if (Peek(json, ref at) == '}') { at++; return fields; }
        for (;;)
        {
            if (Peek(json, ref at) != '"') throw new FormatException("A name is missing.");
            string name = ReadString(json, ref at);
            if (Peek(json, ref at) != ':') throw new FormatException("A colon is missing.");
            at++;
            fields[name] = ReadValue(json, ref at, depth + 1);
            if (IsEnd(json, ref at, '}')) return fields;
        }
    }

    private static object ReadList(string json, ref int at, int depth)
    {
        var items = new List<object>();
        at++;
        if (Peek(json, ref at) == ']') { at++; return items; }
        for (;;)
        {
            items.Add(ReadValue(json, ref at, depth + 1));
            if (IsEnd(json, ref at, ']')) return items;
        }
    }

    private static bool IsEnd(string json, ref int at, char close)
    {
        char sign = Peek(json, ref at);
        if (sign != close && sign != ',') throw new FormatException("A comma is missing.");
        at++;
        return sign == close;
    }

    private static string ReadString(string json, ref int at)
    {
        var text = new StringBuilder();
        for (at++; at < json.Length && json[at] != '"'; at++)
        {
            if (json[at] < ' ') throw new FormatException("A text is not closed.");
            if (json[at] != '\\') { text.Append(json[at]); continue; }
            if (++at >= json.Length) break;
            int which = "\"\\/bfnrt".IndexOf(json[at]);
            int code;
            if (which >= 0) text.Append("\"\\/\b\f\n\r\t"[which]);
            else if (json[at] == 'u' && at + 4 < json.Length
                && int.TryParse(json.Substring(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code))
            {
                text.Append((char)code);
                at += 4;
            }
            else throw new FormatException("No such escape.");
        }
        if (at >= json.Length) throw new FormatException("A text is not closed.");
        at++;
        return text.ToString();
    }

    private static char Peek(string json, ref int at)
    {
        while (at < json.Length && " \t\r\n".IndexOf(json[at]) >= 0) at++;
        return at < json.Length ? json[at] : '\0';
    }

    private static void WriteValue(StringBuilder text, object value, int depth)
    {
        if (depth > Deepest) throw new FormatException("Too deep.");
        if (value == null) text.Append("null");
        else if (value is string || value is char) WriteString(text, value.ToString());
        else if (value is bool) text.Append((bool)value ? "true" : "false");
        else if (value is IDictionary)
        {
            char before = '{';
            foreach (DictionaryEntry each in (IDictionary)value)
            {
                text.Append(before);
                WriteString(text, each.Key.ToString());
                text.Append(':');
                WriteValue(text, each.Value, depth + 1);
                before = ',';
            }
            text.Append(before == '{' ? "{}" : "}");
        }
        else if (value is IEnumerable)
        {
            char before = '[';
            foreach (object each in (IEnumerable)value)
            {
                text.Append(before);
                WriteValue(text, each, depth + 1);
                before = ',';
            }
            text.Append(before == '[' ? "[]" : "]");
        }
        else WriteNumber(text, value);
    }

    private static void WriteNumber(StringBuilder text, object value)
    {
        bool isWhole = value is int || value is long || value is short || value is byte || value is uint || value is ulong;
        if (!isWhole && !(value is double) && !(value is float) && !(value is decimal))
            throw new FormatException("JSON has no " + value.GetType().Name + ".");
        string number = ((IFormattable)value).ToString(value is double ? "R" : null, CultureInfo.InvariantCulture);
        if (number.IndexOf("N", StringComparison.Ordinal) >= 0 || number.IndexOf("y", StringComparison.Ordinal) >= 0)
            throw new FormatException("JSON has no " + number + ".");
        text.Append(number);
    }

    /// What is not plain ASCII as \u....: half a character (a name cut within an emoji) can be sent too.
    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char sign in value)
        {
            if (sign == '"' || sign == '\\') text.Append('\\').Append(sign);
            else if (sign < ' ' || sign > '~') text.Append("\\u").Append(((int)sign).ToString("x4", CultureInfo.InvariantCulture));
            else text.Append(sign);
        }
        text.Append('"');
    }
}
