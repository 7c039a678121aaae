using LuoVerified.Core.Watching;

namespace LuoVerified.Core;

/// <summary>A field, an array element or a collection of woven code that steps are about: it orders threads (volatile, or used
/// through <c>Volatile</c> or <c>Interlocked</c>), or its accesses race.</summary>
public sealed class FieldTarget : StepTarget
{
    private readonly object? _owner;
    private readonly string _member;

    internal FieldTarget(Domain domain, in Access access)
        : base(domain)
    {
        _owner = access.Target;
        _member = access.Member;
    }

    /// <summary>The object that has the field, if it has a lifetime.</summary>
    public override TrackedObject? Within => _owner as TrackedObject;

    /// <inheritdoc/>
    public override string Label => Within is null ? _member : $"{Within.Label}{_member[_member.LastIndexOf('.')..]}";
}
