// A part of the script: the build completes it. To paste: dist/integrations/streamerbot/RegisterTriggers.cs, after `npm start`.

// Rolecall: puts its triggers into Streamer.bot's menu of triggers (Custom > Rolecall), for your own actions.
//
// Paste all of this into a sub-action "Execute C# Code", and tick "Precompile on Application Start" there: then it
// runs by itself whenever Streamer.bot starts. Run it once by hand after that. Rolecall fires the triggers, once
// Streamer.bot is switched on in its settings under "Integrations".
using System;

public partial class CPHInline
{
    // ---- Settings ----

    /// The menu that they stand in, below "Custom".
    private static readonly string Menu = "Rolecall";

    // ---- What this script does ----

    /// What Rolecall calls them, and what stands in the menu. server/peers/streamerbot-triggers.ts has the same.
    private static readonly string[][] Triggers =
    {
        new[] { "rolecall_subscriber_gained", "Subscriber gained" },
        new[] { "rolecall_subscriber_changed", "Subscriber changed tier" },
        new[] { "rolecall_subscriber_lost", "Subscriber lost" },
        new[] { "rolecall_vip_gained", "VIP gained" },
        new[] { "rolecall_vip_lost", "VIP lost" },
        new[] { "rolecall_moderator_gained", "Moderator gained" },
        new[] { "rolecall_moderator_lost", "Moderator lost" },
        new[] { "rolecall_time_given", "Time given" },
        new[] { "rolecall_time_ran_out", "Time ran out" },
        new[] { "rolecall_time_taken", "Time taken back" },
        new[] { "rolecall_sync_finished", "Sync finished" },
        new[] { "rolecall_sync_failed", "Sync failed" },
        new[] { "rolecall_login_lost", "Login lost" },
    };

    /// Streamer.bot calls this when it has compiled the script.
    public void Init()
    {
        Register();
    }

    public bool Execute()
    {
        Register();
        return true;
    }

    private void Register()
    {
        try
        {
            foreach (string[] trigger in Triggers)
                CPH.RegisterCustomTrigger(trigger[1], trigger[0], new[] { Menu });
            CPH.LogInfo("[Rolecall] " + Triggers.Length + " triggers are in the menu: Custom > " + Menu + ".");
        }
        catch (Exception e)
        {
            CPH.LogWarn("[Rolecall] The triggers could not be registered: " + e.Message);
        }
    }
}
