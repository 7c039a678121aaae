using LuoVerified.Check.Races;
using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Explore;

/// <summary>Adds up what the executions of a subtree show: outcomes, broken rules, races, orders of locks.</summary>
internal sealed class SearchTally
{
    private Outcomes _outcomes;

    /// <summary>The races among accesses that are not steps which the execution at hand has shown.</summary>
    private readonly List<AccessRace> _accessRaces = [];
    private ExploreOptions _options = new();
    private Start _start = new(From: null);

    /// <summary>Makes one that is empty.</summary>
    /// <param name="subject">What is explored.</param>
    public SearchTally(Subject subject)
    {
        _outcomes = new Outcomes(subject);
        Accesses = new AccessRaceDetector(subject.Program.Threads) { Found = _accessRaces.Add, Unordered = IsStepFromNowOn };
    }

    /// <summary>Sees the accesses of every execution.</summary>
    public AccessRaceDetector Accesses { get; }

    /// <summary>What the executions of the subtree at hand have shown so far.</summary>
    public SubtreeReport Report { get; private set; } = new();

    /// <summary>Locks taken and given up in the execution at hand.</summary>
    public int LockSteps { get; private set; }

    /// <summary>Turns to another program or design.</summary>
    /// <param name="subject">It, with as many threads.</param>
    public void Turn(Subject subject) => _outcomes = new Outcomes(subject);

    /// <summary>Turns to another subtree.</summary>
    /// <param name="subtree">The subtree.</param>
    /// <param name="options">How it is searched.</param>
    /// <returns>Its report, empty.</returns>
    public SubtreeReport Begin(Subtree subtree, ExploreOptions options)
    {
        _options = options;
        _start = subtree.Start;
        Accesses.Forget();
        return Report = new SubtreeReport();
    }

    /// <summary>An execution begins.</summary>
    public void BeginExecution()
    {
        _accessRaces.Clear();
        Accesses.Clear(Report.Executions + 1);
        Report.LockOrder.Clear(Report.Executions + 1);
        LockSteps = _start.LockSteps;
    }

    /// <summary>A step has happened.</summary>
    /// <param name="run">The execution.</param>
    /// <param name="step">The step.</param>
    public void Happens(Run run, in RecordedStep step)
    {
        LockSteps += (step.Step.Acquires || step.Step.Releases) && step.Ending == Ending.Done ? 1 : 0;
        Report.LockOrder.Add(run, step);
    }

    /// <summary>An execution has come to its end that turned out to be equivalent to another, or to be out of bounds.</summary>
    /// <param name="run">The execution.</param>
    public void AddRedundant(Run run)
    {
        AddRaces(run);
        Report.Redundant++;
    }

    /// <summary>An execution has come to its end.</summary>
    /// <param name="run">The execution.</param>
    /// <param name="tree">The choices in it.</param>
    /// <param name="order">The order of its steps.</param>
    public void Add(Run run, SearchTree tree, HappensBefore order)
    {
        AddRaces(run);
        Report.Executions++;
        _options.Ran?.Invoke(run.Steps);
        Report.Undecided += run.Undecided ? 1 : 0;
        Report.Depth = Math.Max(Report.Depth, _start.Depth + tree.Depth);
        Report.LockSteps = Math.Max(Report.LockSteps, LockSteps);
        if (_options.CountTraceClasses)
        {
            Report.Classes.Add(tree.Boots.Aggregate(order.Digest(), (sum, option) => unchecked((sum * 31) + (ulong)option + 1)));
        }

        _outcomes.Add(run, _start.Phase, Report.Outcomes);
        // If something raced that was no step, it may have taken effect before its call counted as made.
        if (run.Violation is { } violation && Report.Racing.Count == 0
            && Report.Findings.TrueForAll(finding => finding.Violation.Check != violation.Check))
        {
            Report.Findings.Add(Finding.In(
                run, violation, "exhaustive", _options.Reduction.ToString(), Report.Executions, run.Witness));
        }
    }

    /// <summary>Also those of a redundant execution: the detector tells of each only once.</summary>
    private void AddRaces(Run run) => _accessRaces.ForEach(race => Report.DataRaces.Add(race, run));

    private void IsStepFromNowOn(string member)
    {
        if (!_options.Racing.Contains(member))
        {
            Report.Racing.Add(member);
        }
    }
}
