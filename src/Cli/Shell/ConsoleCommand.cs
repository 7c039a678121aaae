namespace LuoVerified.Cli.Shell;

/// <summary>What the console can do, beside the operations of the session service.</summary>
internal enum ConsoleCommand
{
    /// <summary>Nothing: it is an operation of the service.</summary>
    None,

    /// <summary>A whole live update: serialize, next kernel, deserialize.</summary>
    Kexec,

    /// <summary>The next kernel, with what the image holds at this moment.</summary>
    Reboot,

    /// <summary>A new machine.</summary>
    ColdBoot,

    /// <summary>Show how many sessions each list has.</summary>
    Counts,

    /// <summary>Show the sessions of the previous kernel.</summary>
    ListIncoming,

    /// <summary>Show the sessions for the next kernel.</summary>
    ListOutgoing,

    /// <summary>Show how many live updates led here.</summary>
    Number,
}
