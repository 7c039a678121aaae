using LuoVerified.Check.Runs;
using LuoVerified.Impl;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Sessions.Runs;

/// <summary>What the set-up of a program has led to. Programs that are prepared by the same list of operations, and differ in
/// what the threads do, share it.</summary>
internal sealed class LastSetUp
{
    private Scenario? _program;
    private Design? _design;

    /// <summary>The last jump in the set-up; null if there is none.</summary>
    public Checkpoint? Result { get; private set; }

    /// <summary>Whether a program is prepared in the same way.</summary>
    public bool Prepares(Scenario program, Design design) => _program is { } last && _design == design
        && ReferenceEquals(last.Setup, program.Setup) && ReferenceEquals(last.Faults, program.Faults) && last.Capacity == program.Capacity;

    /// <summary>Keeps what a set-up has led to.</summary>
    public void Keep(Scenario program, Design design, Checkpoint? result) => (_program, _design, Result) = (program, design, result);
}
