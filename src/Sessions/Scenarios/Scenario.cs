using LuoVerified.Abi;
using LuoVerified.Check.Races;
using LuoVerified.Check.Runs;
using LuoVerified.Core;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Sessions.Scenarios;

/// <summary>A small concurrent program over the session service, as data.</summary>
/// <remarks>The set-up runs first, alone. Then come phases, one for each kernel: its threads run concurrently; a phase but
/// the last ends with the kexec that one of its threads performs. If that does not happen (an error, or a design that
/// refuses), the phases after it do not run.</remarks>
public sealed record Scenario : IProgram
{
    /// <summary>The most threads of a kernel.</summary>
    public const int MaxThreads = 4;

    /// <summary>Its name: lower case letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>What it is about, in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>The most sessions tracked for the next kernel, 1 to <see cref="Limits.SessionCapacity"/> (the default).</summary>
    public int Capacity { get; init; } = Limits.SessionCapacity;

    /// <summary>How many requests of each kind may be refused in a run; 0 for those not named.</summary>
    public IReadOnlyDictionary<FaultSite, int> Faults { get; init; } = new Dictionary<FaultSite, int>();

    /// <summary>What happens before the threads start.</summary>
    public IReadOnlyList<Operation> Setup { get; init; } = [];

    /// <summary>The operations of each thread of each phase; 1 and more phases, 1 to 4 threads in each.</summary>
    public required IReadOnlyList<IReadOnlyList<IReadOnlyList<Operation>>> Phases { get; init; }

    /// <summary>What must be found, by the name of the design.</summary>
    public IReadOnlyDictionary<string, Expectation> Expectations { get; init; } = new Dictionary<string, Expectation>();

    /// <summary>The data races that must be found, by the name of the design; none if it has none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Race>> Races { get; init; } = new Dictionary<string, IReadOnlyList<Race>>();

    /// <summary>The answers that some schedule must show, by the name of the design; none if it has none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ExpectedAnswers>> Answers { get; init; } =
        new Dictionary<string, IReadOnlyList<ExpectedAnswers>>();

    IReadOnlyList<int> IProgram.ThreadsByPhase => [.. Phases.Select(phase => phase.Count)];

    IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> IProgram.Operations =>
    [
        .. Phases.Select(IReadOnlyList<IReadOnlyList<string>> (phase) =>
            [.. phase.Select(IReadOnlyList<string> (thread) => [.. thread.Select(operation => operation.ToString())])]),
    ];

    string IProgram.Text => ScenarioText.Format(this);

    /// <summary>The largest number of threads in a phase.</summary>
    public int Threads => Phases.Max(phase => phase.Count);

    /// <summary>The thread that holds in the first phase what the set-up has quiesced: the first one that resumes; -1 if none
    /// does, then nobody gives it back.</summary>
    public int Heir => Phases[0]
        .Select((thread, at) => thread.Contains(new Operation(SessionOperation.Resume)) ? at : -1)
        .FirstOrDefault(at => at >= 0, -1);

    /// <summary>A design of which something is expected, and that there is not.</summary>
    /// <param name="designs">The names of the designs that there are.</param>
    /// <returns>Its name; null if all are there.</returns>
    public string? UnknownDesign(IEnumerable<string> designs) => Expectations.Keys.Concat(Races.Keys).Concat(Answers.Keys).Except(designs).FirstOrDefault();

    /// <summary>Whether what a set-up corrupts is what the next kernel gets: a corrupt stands between serialize and
    /// reboot.</summary>
    /// <param name="setup">The operations of the set-up.</param>
    /// <returns>Whether it is; also if nothing is corrupted.</returns>
    public static bool CorruptIsHandedOver(IReadOnlyList<Operation> setup) =>
        Enumerable.Range(0, setup.Count).Where(i => setup[i].Machine == MachineStep.Corrupt).All(i =>
            i > 0 && setup[i - 1].Service == SessionOperation.Serialize
            && i + 1 < setup.Count && setup[i + 1].Machine == MachineStep.Reboot);

    /// <summary>Which thread of a phase gets the handle of a session that the set-up opened.</summary>
    /// <param name="phase">The phase, from 0.</param>
    /// <param name="name">The name of the session.</param>
    /// <returns>The index of the first thread that closes one of this name; -1 if none does.</returns>
    internal int FirstToClose(int phase, ByteString name) => Enumerable.Range(0, Phases[phase].Count).FirstOrDefault(
        thread => Phases[phase][thread].Any(operation => operation.Closes(name)), -1);
}
