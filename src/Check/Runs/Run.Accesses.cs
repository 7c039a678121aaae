using LuoVerified.Check.Races;
using LuoVerified.Core;
using LuoVerified.Core.Watching;

namespace LuoVerified.Check.Runs;

/// <content>The accesses of woven code to fields, array elements and collections. One to a member that races is a step: between
/// locks nothing else has to be (Musuvathi, Qadeer and others: Finding and reproducing Heisenbugs in concurrent programs, OSDI
/// 2008).</content>
public abstract partial class Run
{
    /// <summary>The members whose accesses are steps, as <see cref="Site.Member"/> names them; none by default.</summary>
    public IReadOnlySet<string> Racing { get; set; } = new HashSet<string>();

    /// <summary>The most accesses of a thread without a step in between, 1,000,000: no operation that ends comes near
    /// it.</summary>
    public const int MaxAccesses = 1_000_000;

    /// <summary>Whether every access of the checked code is seen, so that its state cannot change without one; false by
    /// default.</summary>
    internal bool IsWatched { get; init; }

    /// <summary>Told of every access by a thread; null if nobody asks.</summary>
    public AccessRaceDetector? Accesses { get; set; }

    /// <summary>A thread is about to read or write.</summary>
    internal void Accessed(LogicalThread thread, in Access access)
    {
        Settle(thread);
        thread.HasWritten |= access.Site.Writes;
        if (IsOver || thread.IsDriver)
        {
            return;
        }

        if (++thread.AccessesSinceStep == MaxAccesses)
        {
            Report(Checks.EveryOperationEnds, $"{MaxAccesses} accesses without a step and no end, the last at {access.Site.Place}");
        }

        bool isStep = !access.Site.IsVolatile && Racing.Contains(access.Site.Member);
        Step step = default;
        if (isStep)
        {
            thread.Place = access.Site;
            step = new Step(access.Site.Writes ? StepKind.Write : StepKind.Read, DomainNow.TargetOf(access));
            step.Target.Domain.Before(step);
            step.Target.Within?.Touch();
        }

        Accesses?.Accessed(thread.Index, access, isStep ? NumberOfNext(thread) : 0);
        if (isStep && step.Kind == StepKind.Read)
        {
            step.Target.Domain.After(step with { Detail = AccessedValue.Of(access) });
        }
        else if (isStep)
        {
            thread.Writing = (step, access);
        }
    }

    /// <summary>A write that is a step happens when its thread is seen again: only then is the new value known. Nobody else has
    /// run in between.</summary>
    private static void Settle(LogicalThread thread)
    {
        if (thread.Writing is var (step, access))
        {
            thread.Writing = null;
            Site? next = thread.Place;
            thread.Place = access.Site;
            step.Target.Domain.After(step with { Detail = AccessedValue.Of(access) });
            thread.Place = next;
        }
    }
}
