using LuoVerified.Abi;

namespace LuoVerified.Spec;

/// <summary>What an operation answers: an errno, or for quiesce a truth value, or for resume that nothing was held.</summary>
public readonly record struct Outcome
{
    private readonly Errno _errno;
    private readonly byte _kind;

    private Outcome(Errno errno, byte kind)
    {
        _errno = errno;
        _kind = kind;
    }

    /// <summary>Success.</summary>
    public static Outcome Ok => new(Errno.Ok, 0);

    /// <summary>Quiesce: no session exists, and none will until resume.</summary>
    public static Outcome True => new(Errno.Ok, 1);

    /// <summary>Quiesce: sessions exist or wait to be deserialized.</summary>
    public static Outcome False => new(Errno.Ok, 2);

    /// <summary>Resume by a thread that has not quiesced.</summary>
    public static Outcome NotHeld => new(Errno.Ok, 3);

    /// <summary>Whether the operation did what it is for.</summary>
    public bool Succeeded => _kind <= 1 && _errno == Errno.Ok;

    /// <summary>A character for the outcome, another for each.</summary>
    public char Code => (char)('A' + _kind + (4 * (int)_errno));

    /// <summary>An answer of the kernel.</summary>
    /// <param name="errno">The answer.</param>
    /// <returns>The outcome.</returns>
    public static Outcome Of(Errno errno) => new(errno, 0);

    /// <summary>As the console prints it: <c>ok</c>, <c>-ENOENT</c>, <c>true</c>, <c>false</c>, <c>unlock-not-held</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _kind switch
    {
        0 => _errno.ToAnswer(),
        1 => "true",
        2 => "false",
        _ => "unlock-not-held",
    };
}
