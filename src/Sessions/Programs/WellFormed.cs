using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Sessions.Programs;

/// <summary>Which programs are worth judging: those that a scenario file can hold, and that do not wait for ever through a
/// fault of their own.</summary>
/// <remarks>What a quiesce holds up waits until the resume. If that never comes, because the thread ends first or asks for what its
/// own quiesce holds up, and somebody waits for it, every design waits for ever. Every other error of a program has an answer: closing
/// what is not open is -EBADF, a resume by one who has not quiesced is told that nothing is held, an abort without serialize is
/// -EINVAL, and so on. In kernels after the first one each thread must resume what it quiesces.</remarks>
public static class WellFormed
{
    /// <summary>Whether a program is worth judging.</summary>
    /// <param name="program">The program.</param>
    /// <param name="on">The design that it is for, which says what waits; the hardened one by default.</param>
    /// <returns>True if it is.</returns>
    public static bool Is(Scenario program, Design? on = null) => CanBeWritten(program)
        && program.Phases.Skip(1).SelectMany(phase => phase).All(ResumesWhatItQuiesces)
        && (AfterSetUp(program, (on ?? Design.Hardened).Meaning) is { } state
            ? IsResumed(state, program.Heir, program.Phases[0], new EndlessWait(program.Faults))
            : program.Phases[0].All(ResumesWhatItQuiesces));

    /// <summary>Whether a scenario file can hold a program.</summary>
    /// <param name="program">The program.</param>
    /// <returns>True if it can.</returns>
    public static bool CanBeWritten(Scenario program) =>
        program.Phases.Count > 0
        && program.Phases.All(phase => phase.Count > 0 && phase.All(thread => thread.Count > 0))
        && Scenario.CorruptIsHandedOver(program.Setup);

    /// <summary>Whether a thread that quiesces does nothing that waits until it resumes, and does resume.</summary>
    /// <param name="operations">The operations of the thread.</param>
    /// <returns>True if it does; also if it never quiesces.</returns>
    public static bool ResumesWhatItQuiesces(IReadOnlyList<Operation> operations) => Resumes(operations, quiesced: false);

    /// <summary>Whether nobody waits for a resume that never comes, by the specification.</summary>
    /// <param name="before">Where the set-up has got to.</param>
    /// <param name="heir">Who resumes what the set-up has quiesced, if it has; -1 if nobody does.</param>
    /// <param name="threads">The operations of each thread.</param>
    /// <param name="wait">What knows about waiting, with what may be refused.</param>
    internal static bool IsResumed(SetUpState before, int heir, IReadOnlyList<IReadOnlyList<Operation>> threads, EndlessWait wait) =>
        ((heir >= 0 || !before.IsQuiesced) && threads.Index().All(each => Resumes(each.Item, before.IsQuiesced && each.Index == heir)))
        || !wait.IsPossible(before, heir, threads);

    private static bool Resumes(IReadOnlyList<Operation> operations, bool quiesced)
    {
        foreach (Operation operation in operations)
        {
            if (quiesced && operation.WaitsWhileQuiesced)
            {
                return false;
            }

            quiesced = operation.Service == SessionOperation.Quiesce
                || (quiesced && operation.Service != SessionOperation.Resume);
        }

        return !quiesced;
    }

    /// <summary>Where the set-up of a program leads; null if it waits, or has too little to corrupt.</summary>
    private static SetUpState? AfterSetUp(Scenario program, SpecVariant meaning)
    {
        SetUpState? state = SetUpState.ColdBoot(meaning, program.Capacity);
        Operation[] operations = [.. program.Setup];
        for (int i = 0; i < operations.Length && state is not null; i++)
        {
            if (i + 1 < operations.Length && operations[i + 1].Machine == MachineStep.Corrupt)
            {
                state = state.PerformCorrupted(operations[i + 1].Corruption);
                i += 2;
            }
            else if (state.IsPossible(operations[i]))
            {
                state = state.Perform(operations[i])?.Next;
            }
        }

        return state;
    }
}
