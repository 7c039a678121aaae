namespace LuoVerified.Cli.Shell;

/// <summary>The operations of the console.</summary>
internal enum OperationKind
{
    /// <summary>Make a session for the next kernel.</summary>
    Create,

    /// <summary>Hand out a session of the previous kernel.</summary>
    Retrieve,

    /// <summary>Close a handle.</summary>
    Close,

    /// <summary>Write the image for the next kernel.</summary>
    Serialize,

    /// <summary>Undo a serialize.</summary>
    Abort,

    /// <summary>Make visible what the previous kernel handed over.</summary>
    Deserialize,

    /// <summary>A whole live update: serialize, next kernel, deserialize.</summary>
    Kexec,

    /// <summary>The next kernel, with what the image holds at this moment.</summary>
    Reboot,

    /// <summary>A new machine.</summary>
    ColdBoot,

    /// <summary>Stop sessions from coming into being, if there are none.</summary>
    Quiesce,

    /// <summary>End a quiesce.</summary>
    Resume,

    /// <summary>Show how many sessions each list has.</summary>
    Counts,

    /// <summary>Show the sessions of the previous kernel.</summary>
    ListIncoming,

    /// <summary>Show the sessions for the next kernel.</summary>
    ListOutgoing,

    /// <summary>Show how many live updates led here.</summary>
    Number,
}
