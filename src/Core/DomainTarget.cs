namespace LuoVerified.Core;

/// <summary>The target of the steps that concern the domain as a whole: the jump out of it, and requests that the
/// environment may refuse.</summary>
public sealed class DomainTarget : StepTarget
{
    internal DomainTarget(Domain domain)
        : base(domain)
    {
    }

    /// <inheritdoc/>
    public override string Label => Domain.Label;
}
