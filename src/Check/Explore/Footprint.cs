using LuoVerified.Check.Runs;
using LuoVerified.Core;
using LuoVerified.Core.Locking;

namespace LuoVerified.Check.Explore;

/// <summary>A thing that a step touches.</summary>
/// <param name="Target">The thing.</param>
/// <param name="Writes">Whether the step changes it, as far as others can tell.</param>
internal readonly record struct Place(StepTarget Target, bool Writes);

/// <summary>All that a step touches: the one statement of which steps depend on each other. Dependence, races and
/// clocks are computed from it.</summary>
/// <param name="Own">What the step is about; null for a call and a return, which order nothing.</param>
/// <param name="Container">The object that this is part of, whose life the step relies on.</param>
/// <param name="RuleReads">Rules about the state, as places of their own: those that look at this moment.</param>
/// <param name="RuleWrites">Those that read something which the step makes final.</param>
/// <param name="Everything">Whether it touches all there is: it leaves the domain.</param>
/// <param name="Releases">Whether it gives up a lock. It cannot be swapped with the acquire that it allows, so of a
/// critical section and a later acquire the race is between the two acquires.</param>
/// <param name="Acquires">Whether it takes a lock: what it orders is ordered by the release.</param>
internal readonly record struct Footprint(
    Place? Own, Place? Container, uint RuleReads, uint RuleWrites, bool Everything, bool Releases, bool Acquires)
{
    /// <summary>The footprint of a step.</summary>
    /// <param name="pending">The step.</param>
    /// <returns>The footprint.</returns>
    public static Footprint Of(in PendingStep pending)
    {
        Step step = pending.Step;
        bool isCall = step.Kind is StepKind.Call or StepKind.Return;
        return new Footprint(
            isCall ? null : new Place(step.Target, step.Kind is not (StepKind.AcquireRead or StepKind.ReleaseRead or StepKind.Read)),
            isCall || step.Target.Within is null ? null : new Place(step.Target.Within, Writes: false),
            pending.RuleReads,
            pending.RuleWrites,
            step.Kind == StepKind.Jump,
            step.Releases,
            step.Acquires);
    }

    /// <summary>Whether it makes something final that a rule reads.</summary>
    /// <param name="rule">The rule, as a place.</param>
    /// <returns>True if it does; false if the rule only looks.</returns>
    public bool WritesRule(int rule) => (RuleWrites & (1u << rule)) != 0;

    /// <summary>Whether the order of two steps of different threads matters.</summary>
    /// <param name="one">A step.</param>
    /// <param name="other">The other.</param>
    /// <returns>True if they touch one place and one of them writes it.</returns>
    public static bool Conflict(in PendingStep one, in PendingStep other) =>
        Conflict(one, other, static (a, b) => a == b);

    /// <summary>Whether the order of two steps matters, of which each belongs to another run, so that one target is two
    /// objects.</summary>
    /// <param name="one">A step.</param>
    /// <param name="other">The other.</param>
    /// <param name="known">How many targets had appeared before the two runs parted: these have the same
    /// numbers.</param>
    /// <returns>False only if it does not: two targets that appeared later are taken for one if they are of one
    /// kind.</returns>
    public static bool MayConflict(in PendingStep one, in PendingStep other, int known) => Conflict(
        one,
        other,
        (a, b) => IsKnown(a, known) || IsKnown(b, known) ? a.Number == b.Number : Kind(a) == Kind(b));

    private static bool IsKnown(StepTarget target, int known) => target.Number > 0 && target.Number <= known;

    /// <summary>The class of a lock, the member of a field, the type of anything else.</summary>
    private static string Kind(StepTarget target) => target switch
    {
        DomainLock { Class: var lockClass } => lockClass,
        FieldTarget { Label: var label } => label[(label.LastIndexOf('.') + 1)..],
        _ => target.GetType().Name,
    };

    private static bool Conflict(in PendingStep one, in PendingStep other, Func<StepTarget, StepTarget, bool> isSame)
    {
        Footprint a = Of(one);
        Footprint b = Of(other);
        return a.Everything || b.Everything
            || (a.RuleWrites & (b.RuleReads | b.RuleWrites)) != 0 || (b.RuleWrites & a.RuleReads) != 0
            || Conflict(a.Own, b.Own, isSame)
            || Conflict(a.Own, b.Container, isSame)
            || Conflict(a.Container, b.Own, isSame);
    }

    private static bool Conflict(Place? one, Place? other, Func<StepTarget, StepTarget, bool> isSame) =>
        one is { } a && other is { } b && (a.Writes || b.Writes) && isSame(a.Target, b.Target);
}
