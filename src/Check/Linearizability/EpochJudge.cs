using LuoVerified.Check.Explore;
using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Linearizability;

/// <summary>What a judge of results says about an epoch.</summary>
/// <param name="Verdict">Inconclusive if a bound was reached.</param>
/// <typeparam name="TState">A state of the specification.</typeparam>
internal sealed record EpochResult<TState>(Verdict Verdict)
    where TState : IEquatable<TState>
{
    /// <summary>The sets of states in which the epoch can end, if they were asked for and found.</summary>
    public StateSets<TState>? Ends { get; init; }

    /// <summary>For a violation: why no order fits.</summary>
    public Violation? Violation { get; init; }

    /// <summary>For a violation: the steps of the epoch in a schedule that shows it.</summary>
    public IReadOnlyList<RecordedStep> Witness { get; init; } = [];
}

/// <summary>The calls of one epoch of a run.</summary>
/// <param name="SetUp">Those that the set-up made, one after the other.</param>
/// <param name="Made">Those that threads made, in order of invocation.</param>
/// <param name="Recorded">The recorded steps of the run.</param>
/// <param name="Order">The order of the run.</param>
/// <param name="First">Where the threads of the epoch begin: among the recorded steps, and in the order.</param>
internal sealed record Epoch(
    IReadOnlyList<Call> SetUp,
    IReadOnlyList<Call> Made,
    IReadOnlyList<RecordedStep> Recorded,
    HappensBefore Order,
    (int Step, int Order) First)
{
    /// <summary>The recorded steps of the threads: a copy.</summary>
    public IReadOnlyList<RecordedStep> Steps => [.. Recorded.Skip(First.Step)];

    /// <summary>The time at which the threads begin.</summary>
    public int Clock => SetUp.Count == 0 ? 0 : 1 + (SetUp[^1].Returned ?? SetUp[^1].Invoked);
}

/// <summary>Judges whether the results of an epoch are linearizable in every schedule of the class of a run: for every order of
/// calls and returns that the dependent steps allow.</summary>
/// <remarks>A guess is tried first: the calls in the order in which they took their locks. Then the order that the run has shown
/// is searched (<see cref="JustInTimeSearch{TState}"/>). If one linearization fits every schedule of the class, that is all; if
/// not, <see cref="ClassSearch{TState}"/> decides.</remarks>
/// <param name="specification">What the calls must answer.</param>
/// <param name="bound">The bound of each search.</param>
/// <typeparam name="TState">A state of the specification.</typeparam>
internal sealed class EpochJudge<TState>(ISpecification<TState> specification, long bound)
    where TState : IEquatable<TState>
{
    private static readonly EpochResult<TState> Undecided = new(Verdict.Inconclusive);

    /// <summary>Judges.</summary>
    /// <param name="epoch">The calls.</param>
    /// <param name="initial">The states that it may start in.</param>
    /// <param name="wantsEnds">Whether the sets of states in which it can end are asked for.</param>
    /// <param name="accepts">Whether a state fits the state in which the checked code has ended.</param>
    /// <param name="refused">Says what to report if in some schedule no state does, for the states in which that one can end.</param>
    /// <returns>The result.</returns>
    public EpochResult<TState> Judge(
        Epoch epoch,
        StateSets<TState> initial,
        bool wantsEnds,
        Func<TState, bool>? accepts = null,
        Func<IReadOnlySet<TState>, Violation>? refused = null)
    {
        StateSets<TState> began = epoch.SetUp.Count == 0 ? initial : After(epoch.SetUp, initial);
        if (began.Sets.Any(set => set.Count == 0))
        {
            return Shown([.. epoch.SetUp, .. epoch.Made], initial, epoch.Steps);
        }

        bool isDecided = true;
        if (!wantsEnds && (IsLinearization(epoch, call => call.LateGuess, began, accepts)
            || IsLinearization(epoch, call => call.EarlyGuess, began, accepts)))
        {
            return new EpochResult<TState>(Verdict.Pass);
        }

        List<ForcingReturn> returns = ForcingReturn.Of(epoch.Made);
        foreach (IReadOnlySet<TState> set in began.Sets)
        {
            var search = new JustInTimeSearch<TState>(returns, specification, bound);
            bool isLinearizable = false;
            Configuration<TState>? end = search.Ends(set).FirstOrDefault(end =>
            {
                isLinearizable = true;
                return accepts?.Invoke(end.State) != false;
            });
            if (search.BoundReached)
            {
                return Undecided;
            }

            if (!isLinearizable)
            {
                return Shown([.. epoch.SetUp, .. epoch.Made], initial, epoch.Steps);
            }

            isDecided = isDecided && end is not null && CallOrder.FitsEverySchedule(end.Path(), epoch.Order.Tick);
        }

        return isDecided && !wantsEnds ? new EpochResult<TState>(Verdict.Pass) : Walk(epoch, initial, began, accepts, refused);
    }

    private StateSets<TState> After(IReadOnlyList<Call> setUp, StateSets<TState> initial)
    {
        var began = new StateSets<TState>();
        foreach (IReadOnlySet<TState> set in initial.Sets)
        {
            HashSet<TState> after = [.. set];
            foreach (Call call in setUp)
            {
                after = [.. after.Select(state => specification.After(state, call)).OfType<TState>()];
            }

            began.Add(after);
        }

        return began;
    }

    /// <summary>Whether the calls in the order of the steps with which they seem to take effect are a linearization in every
    /// schedule of the class, from every set of states.</summary>
    private bool IsLinearization(Epoch epoch, Func<Call, int> step, StateSets<TState> began, Func<TState, bool>? accepts)
    {
        List<Call> guess = [.. epoch.Made];
        guess.RemoveAll(call => call.Returned is null);
        guess.Sort((one, other) => step(one).CompareTo(step(other)));
        return CallOrder.FitsEverySchedule(guess, epoch.Order.Tick) && began.Sets.All(set => set.Any(state =>
        {
            TState? at = state;
            for (int i = 0; at is not null && i < guess.Count; i++)
            {
                at = specification.After(at, guess[i]);
            }

            return at is not null && accepts?.Invoke(at) != false;
        }));
    }

    private EpochResult<TState> Walk(
        Epoch epoch,
        StateSets<TState> initial,
        StateSets<TState> began,
        Func<TState, bool>? accepts,
        Func<IReadOnlySet<TState>, Violation>? refused)
    {
        var order = new CallOrder(epoch.Made, epoch.Order.Threads, epoch.Order.Tick);
        var walk = new ClassSearch<TState>(order, specification, bound);
        StateSets<TState>? ends = walk.Walk(began);
        if (walk.Unexplained is { } path)
        {
            (IReadOnlyList<RecordedStep> steps, IReadOnlyList<Call> calls) =
                new ClassSchedule(epoch.Steps, epoch.Order, epoch.First.Order).Build(path, order, epoch.Clock);
            return Shown([.. epoch.SetUp, .. calls], initial, steps);
        }

        if (ends is null)
        {
            return Undecided;
        }

        return accepts is not null && ends.Sets.FirstOrDefault(set => !set.Any(accepts)) is { } others
            ? new EpochResult<TState>(Verdict.Violation) { Violation = refused?.Invoke(others), Witness = epoch.Steps }
            : new EpochResult<TState>(Verdict.Pass) { Ends = ends };
    }

    /// <summary>The report on calls that are not linearizable as they stand.</summary>
    private EpochResult<TState> Shown(IReadOnlyList<Call> calls, StateSets<TState> initial, IReadOnlyList<RecordedStep> steps)
    {
        foreach (IReadOnlySet<TState> set in initial.Sets)
        {
            LinearizabilityResult result = LinearizabilityChecker.Check(calls, set, specification, bound);
            if (result.Verdict == Verdict.Violation)
            {
                return new EpochResult<TState>(Verdict.Violation)
                {
                    Violation = new Violation(Checks.Linearizable, result.Message) { Calls = result.Report },
                    Witness = steps,
                };
            }
        }

        throw new Core.InternalErrorException(
            $"the class of a run is not linearizable, but no schedule of it shows that: {string.Join("; ", calls)}");
    }
}
