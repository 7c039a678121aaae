namespace LuoVerified.Impl;

/// <summary>A design says: this operation returns with a lock when it succeeds.</summary>
/// <param name="Operation">The word of the operation.</param>
/// <param name="Lock">The class of the lock; null for whatever it holds then.</param>
/// <param name="Until">The word of the operation by which the same thread gives it back; null if it is kept until the machine
/// goes on into the next kernel.</param>
public sealed record KeptLock(string Operation, string? Lock, string? Until)
{
    /// <summary>A quiesce keeps its locks until the resume: the meaning of the two, and the default.</summary>
    public static KeptLock OfQuiesce { get; } = new("quiesce", Lock: null, "resume");

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Operation} keeps {Lock ?? "its locks"} {(Until is null ? "until the next kernel" : $"until {Until}")}";
}
