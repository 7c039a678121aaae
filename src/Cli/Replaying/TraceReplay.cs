using LuoVerified.Check.Runs;
using LuoVerified.Check.Traces;
using LuoVerified.Check.Traces.Loose;
using LuoVerified.Cli.Assemblies;
using LuoVerified.Cli.Files;
using LuoVerified.Impl;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Traces;

namespace LuoVerified.Cli.Replaying;

/// <summary>A trace file, read, and the design that it is replayed on.</summary>
/// <param name="File">The file, as it was named.</param>
/// <param name="Trace">The trace.</param>
/// <param name="Design">The design.</param>
internal sealed record TraceReplay(string File, Trace Trace, Design Design)
{
    /// <summary>The scenario on the design.</summary>
    public Subject Subject => Trace.Scenario.On(Design);

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="designs">The designs that there are.</param>
    /// <param name="other">The design to use in place of the recorded one; null for none.</param>
    /// <returns>What is to be replayed.</returns>
    /// <exception cref="FileProblemException">It cannot be read, is no trace, there is no such design, or it cannot be
    /// used.</exception>
    /// <exception cref="UnusableProgramException">The design cannot be asked for all that is in the scenario.</exception>
    public static TraceReplay Read(string file, KnownDesigns designs, string? other = null)
    {
        Trace trace = ScenarioFile.ReadTrace(file);
        string name = other ?? trace.Design;
        Design design = designs.Find(name) ?? throw new FileProblemException(file, $"there is no design '{name}'");
        ScenarioRun.RequireUsable(trace.Scenario, design);
        return new TraceReplay(file, trace, design);
    }

    /// <summary>Replays strictly.</summary>
    /// <param name="maxConfigurations">The bound of the search for a linearization.</param>
    /// <returns>What came of it.</returns>
    public Replayed Strictly(long maxConfigurations) =>
        Replayed.Of(Trace, Replayer.Replay(Trace, Subject, maxConfigurations));

    /// <summary>Replays loosely.</summary>
    /// <param name="maxConfigurations">The bound of the search for a linearization.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="FileProblemException">The trace leads to an internal error, not to a broken rule.</exception>
    public Replayed Loosely(long maxConfigurations) => Trace.IsInternalError
        ? throw new FileProblemException(File, "leads to an internal error: only a strict replay can follow it")
        : Replayed.Of(
            Trace,
            LooseReplayer.Replay(Trace, Subject, maxConfigurations),
            trace => Replayer.Replay(trace, Subject, maxConfigurations).Reproduces(trace));
}
