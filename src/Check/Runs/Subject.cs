using LuoVerified.Check.Designs;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Linearizability;
using LuoVerified.Core.Locking;

namespace LuoVerified.Check.Runs;

/// <summary>Makes one run of a subject after the other, never two at a time: what a run has given back serves the
/// next.</summary>
/// <param name="scheduler">Who orders the steps.</param>
/// <param name="locks">What the locks are.</param>
/// <param name="maxConfigurations">The bound of the search for a linearization.</param>
/// <param name="order">Takes the order of the steps.</param>
internal delegate Run RunMaker(IRunScheduler scheduler, LockKind locks, long maxConfigurations, HappensBefore order);

/// <summary>What is checked: a program on a design, as the code under check is called. It says all that exploration,
/// sampling and replay need to know.</summary>
public abstract class Subject
{
    private protected Subject(IProgram program, string design) => (Program, Design) = (program, design);

    /// <summary>What the threads do.</summary>
    public IProgram Program { get; }

    /// <summary>The name of the code that they do it to.</summary>
    public string Design { get; }

    /// <summary>Makes a run; nothing happens yet.</summary>
    /// <param name="scheduler">Who orders the steps.</param>
    /// <param name="maxConfigurations">The bound of the search for a linearization.</param>
    /// <returns>A run on real locks.</returns>
    public Run NewRun(IRunScheduler scheduler, long maxConfigurations = LinearizabilityChecker.DefaultBound) =>
        NewRuns(new Spares())(scheduler, LockKind.Fair, maxConfigurations, new HappensBefore(Program.Threads));

    /// <summary>Refuses a design that does what the checker does not control.</summary>
    /// <exception cref="UncontrolledDesignException">It does.</exception>
    public abstract void RequireControlled();

    /// <summary>Program and design, as messages have them.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Program.Name} on {Design}";

    /// <summary>What makes runs of it.</summary>
    /// <param name="spares">What they use again.</param>
    internal abstract RunMaker NewRuns(Spares spares);

    /// <summary>What the calls of one epoch have answered, in words; equal for equal answers.</summary>
    /// <param name="calls">Those that threads made, by thread and then in order; at least one.</param>
    internal virtual string Outcome(IReadOnlyList<Call> calls) => string.Join("; ", calls);

    /// <summary>Performs the set-up.</summary>
    /// <param name="spares">What runs use again.</param>
    /// <returns>The last jump in it; null if there is none, or if a rule is broken.</returns>
    /// <exception cref="UnusableProgramException">It cannot be performed.</exception>
    /// <exception cref="RunErrorException">An error of ours.</exception>
    internal virtual Checkpoint? SetUp(Spares spares)
    {
        using Run run = NewRuns(spares)(
            new NoSchedule(), LockKind.Model, LinearizabilityChecker.DefaultBound, new HappensBefore(Program.Threads));
        try
        {
            run.SetUp();
            return run.LastJump;
        }
        catch (RunStoppedException)
        {
            // For the check to report.
            return null;
        }
        catch (Exception fault) when (RunErrorException.IsOurs(fault))
        {
            throw new RunErrorException(this, fault, run.Steps);
        }
    }
}
