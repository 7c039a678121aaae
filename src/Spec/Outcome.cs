using LuoVerified.Abi;

namespace LuoVerified.Spec;

/// <summary>What an operation answers: an errno; for quiesce a truth value; for resume that nothing was held; for get-name that the name is another.</summary>
public readonly record struct Outcome
{
    /// <summary>The kind, times 256, and the errno: in one number, so that answers of the model checker fit a register.</summary>
    private readonly ushort _code;

    private Outcome(Errno errno, int kind) => _code = (ushort)((kind << 8) | (int)errno);

    /// <summary>Success.</summary>
    public static Outcome Ok => new(Errno.Ok, 0);

    /// <summary>Quiesce: no session exists, and none will until resume.</summary>
    public static Outcome True => new(Errno.Ok, 1);

    /// <summary>Quiesce: sessions exist or wait to be deserialized.</summary>
    public static Outcome False => new(Errno.Ok, 2);

    /// <summary>Resume by a thread that has not quiesced.</summary>
    public static Outcome NotHeld => new(Errno.Ok, 3);

    /// <summary>Get-name: a name that is not that of the session, or one beside an error.</summary>
    public static Outcome OtherName => new(Errno.Ok, 4);

    /// <summary>Whether the operation did what it is for.</summary>
    public bool Succeeded => _code is 0 or (1 << 8);

    /// <summary>A character for the outcome, another for each.</summary>
    public char Code => (char)('A' + Kind + (5 * (int)Errno));

    private int Kind => _code >> 8;

    private Errno Errno => (Errno)(_code & 0xff);

    /// <summary>An answer of the kernel.</summary>
    /// <param name="errno">The answer.</param>
    /// <returns>The outcome.</returns>
    public static Outcome Of(Errno errno) => new(errno, 0);

    /// <summary>As the console prints it: <c>ok</c>, <c>-ENOENT</c>, <c>true</c>, <c>false</c>, <c>unlock-not-held</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Kind switch
    {
        0 => Errno.ToAnswer(),
        1 => "true",
        2 => "false",
        4 => "another-name",
        _ => "unlock-not-held",
    };
}
