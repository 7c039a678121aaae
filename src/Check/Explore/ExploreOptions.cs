using LuoVerified.Check.Linearizability;
using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Explore;

/// <summary>Which schedules an exploration leaves out.</summary>
public enum Reduction
{
    /// <summary>None: every order of the steps. The independent judge of the other.</summary>
    None,

    /// <summary>All but one of the schedules that differ only in the order of independent steps, by wake-up trees.</summary>
    WakeupTrees,
}

/// <summary>How far to explore.</summary>
public sealed record ExploreOptions
{
    /// <summary>How long a thread may go on without coming to a step or to its end, unless told otherwise: 30 seconds.</summary>
    public static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(30);

    /// <summary>Which schedules are left out; wake-up trees by default. A bound on preemptions or switches needs
    /// <see cref="Reduction.None"/>.</summary>
    public Reduction Reduction { get; init; } = Reduction.WakeupTrees;

    /// <summary>Schedules with more preemptions (a switch away from a thread that could go on) are left out; null for no
    /// bound.</summary>
    public int? Preemptions { get; init; }

    /// <summary>Schedules with more switches of any kind are left out; null for no bound.</summary>
    public int? Switches { get; init; }

    /// <summary>The exploration ends after so many executions, 1 and up.</summary>
    public long MaxExecutions { get; init; } = long.MaxValue;

    /// <summary>Whether the exploration ends at the first violation of this rule; null for never.</summary>
    public string? StopAt { get; init; }

    /// <summary>The bound of each search for a linearization.</summary>
    public long MaxConfigurations { get; init; } = LinearizabilityChecker.DefaultBound;

    /// <summary>Whether to count classes of equivalent schedules by a digest of their order; takes memory for each.</summary>
    public bool CountTraceClasses { get; init; }

    /// <summary>Whether an epoch is explored once for each state that it can be handed; else once for each schedule that
    /// leads to it, which is the independent judge.</summary>
    public bool EpochByEpoch { get; init; } = true;

    /// <summary>The members whose accesses are steps from the start, as <see cref="Core.Watching.Site.Member"/> names them; none
    /// by default. Those that turn out to race are added, and the exploration begins anew.</summary>
    public IReadOnlySet<string> Racing { get; init; } = new HashSet<string>();

    /// <summary>After so many executions, 1 and up, what is left is divided if it can be; 64 by default. Less gives more workers
    /// something to do, and costs more. The order of the executions depends on it, not how many there are.</summary>
    public long Portion { get; init; } = 64;

    /// <summary>How long a thread may go on without coming to a step or to its end, by the clock on the wall, before the
    /// exploration gives up; 30 seconds by default. No schedule depends on it.</summary>
    public TimeSpan Patience { get; init; } = DefaultPatience;

    /// <summary>Told of the steps of each execution that is not redundant; null, the default, for nobody. Each worker calls, and
    /// several may call at the same time, also with executions that turn out not to be asked for. If something races, the
    /// exploration begins anew, and executions come again.</summary>
    public Action<IReadOnlyList<RecordedStep>>? Ran { get; init; }

    /// <summary>Asked after each execution, by any worker: whether the time is up.</summary>
    public Func<bool> TimeIsUp { get; init; } = () => false;
}
