// Runs one script per line of its input and answers with one line. Fields are base64 of UTF-8, parted by spaces:
//   <variant> ( arg <name> <type> <value> | refuse <method> )*   ->   <result> <milliseconds> ( event ... ; )*
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Text;

public static class Runner
{
    public static void Main()
    {
        for (string line = Console.ReadLine(); line != null; line = Console.ReadLine())
        {
            var answer = new StringBuilder();
            try
            {
                Run(line.Split(' '), answer);
            }
            catch (Exception e)
            {
                answer.Clear().Append(Encode("thrown")).Append(' ').Append(Encode(e.ToString()));
            }
            Console.WriteLine(answer);
        }
    }

    private static void Run(string[] fields, StringBuilder answer)
    {
        Type type = Type.GetType(Decode(fields[0]) + ".CPHInline", true);
        var cph = new StubCph();
        for (int at = 1; at < fields.Length;)
        {
            string what = Decode(fields[at]);
            if (what == "refuse")
            {
                cph.Refused.Add(Decode(fields[at + 1]));
                at += 2;
            }
            else
            {
                cph.Args[Decode(fields[at + 1])] = Value(Decode(fields[at + 2]), Decode(fields[at + 3]));
                at += 4;
            }
        }
        var script = (CPHInlineBase)Activator.CreateInstance(type);
        script.CPH = cph;
        var watch = Stopwatch.StartNew();
        var init = type.GetMethod("Init"); // when Streamer.bot has compiled it
        if (init != null) init.Invoke(script, new object[0]);
        object result = type.GetMethod("Execute").Invoke(script, new object[0]);
        answer.Append(Encode((bool)result ? "true" : "false"));
        answer.Append(' ').Append(Encode(watch.ElapsedMilliseconds.ToString(CultureInfo.InvariantCulture)));
        foreach (string[] each in cph.Events)
        {
            foreach (string part in each) answer.Append(' ').Append(Encode(part));
            answer.Append(" ;");
        }
    }

    private static object Value(string type, string text)
    {
        switch (type)
        {
            // Half a character is nothing that UTF-8 could carry.
            case "utf16": return Encoding.Unicode.GetString(Convert.FromBase64String(text));
            case "number": return text.Contains(".") ? (object)double.Parse(text, CultureInfo.InvariantCulture) : int.Parse(text, CultureInfo.InvariantCulture);
            case "boolean": return text == "true";
            case "null": return null;
            default: throw new ArgumentException("What is a " + type + "?");
        }
    }

    private static string Encode(string text)
    {
        return "=" + Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
    }

    private static string Decode(string field)
    {
        return Encoding.UTF8.GetString(Convert.FromBase64String(field.Substring(1)));
    }
}
