namespace LuoVerified.Sessions.Model;

/// <summary>A state with its parts taken out of the bits; lists as <see cref="ModelLayout"/> packs them.</summary>
internal readonly record struct StateFields
{
    /// <summary>The names of the sessions created in this kernel, in order.</summary>
    public ulong Outgoing { get; init; }

    /// <summary>Their handles; a session that is marked to go keeps its number.</summary>
    public ulong OutgoingHandles { get; init; }

    /// <summary>A bit for each outgoing session that is marked to go: it was closed while frozen.</summary>
    public ulong Marked { get; init; }

    /// <summary>The names of the visible sessions of the previous kernel, in order.</summary>
    public ulong Incoming { get; init; }

    /// <summary>Their handles; 0 if not handed out.</summary>
    public ulong IncomingHandles { get; init; }

    /// <summary>The names that were handed over to this kernel, in order.</summary>
    public ulong HandedOver { get; init; }

    /// <summary>The names in the last image, in order, of this kernel or one before.</summary>
    public ulong Image { get; init; }

    /// <summary>The files of outgoing sessions.</summary>
    public ulong OutgoingFiles { get; init; }

    /// <summary>The files of incoming sessions.</summary>
    public ulong IncomingFiles { get; init; }

    /// <summary>Those of them that were retrieved.</summary>
    public ulong RetrievedFiles { get; init; }

    /// <summary>The files that were handed over to this kernel.</summary>
    public ulong HandedOverFiles { get; init; }

    /// <summary>The files in the last image, of this kernel or one before.</summary>
    public ulong ImageFiles { get; init; }

    /// <summary>From serialize to abort or kexec.</summary>
    public bool Frozen { get; init; }

    /// <summary>From quiesce to resume.</summary>
    public bool Quiesced { get; init; }

    /// <summary>Deserialize has happened in this kernel.</summary>
    public bool Deserialized { get; init; }

    /// <summary>Kernels before this one.</summary>
    public int Kernel { get; init; }
}
