namespace LuoVerified.Core.Controlled;

/// <summary>A field that orders threads: volatile, or used through <c>Volatile</c> or <c>Interlocked</c>.</summary>
public sealed class AtomicField : StepTarget
{
    internal AtomicField(Domain domain, string name)
        : base(domain) => Label = name;

    /// <inheritdoc/>
    public override string Label { get; }
}
