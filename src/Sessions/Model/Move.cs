namespace LuoVerified.Sessions.Model;

/// <summary>The transitions of the model. A close is two: what it does to an outgoing and to an incoming session
/// differs.</summary>
internal enum MoveKind
{
    /// <summary>Create a session; the place is its name less one.</summary>
    Create,

    /// <summary>Hand out the incoming session at a place.</summary>
    Retrieve,

    /// <summary>Close the outgoing session at a place.</summary>
    CloseOutgoing,

    /// <summary>Close the incoming session at a place.</summary>
    CloseIncoming,

    /// <summary>Write the image and freeze.</summary>
    Serialize,

    /// <summary>Undo a serialize.</summary>
    Abort,

    /// <summary>Make visible what was handed over.</summary>
    Deserialize,

    /// <summary>Stop sessions from coming into being.</summary>
    Quiesce,

    /// <summary>End a quiesce.</summary>
    Resume,

    /// <summary>Go on into the next kernel.</summary>
    Kexec,
}

/// <summary>One transition out of a state.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Place">Of what: see <see cref="MoveKind"/>; 0 if the kind says all.</param>
internal readonly record struct Move(MoveKind Kind, int Place = 0);
