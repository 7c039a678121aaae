using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Sessions.Programs;

/// <summary>Which programs are worth judging: those that a scenario file can hold, and in which no thread waits for itself.</summary>
/// <remarks>What a quiesce holds up waits until the resume. If that never comes because the thread has ended, others wait for ever, as the
/// specification says; a thread that asks for what its own quiesce holds up is at fault itself. Every other error of a program has an answer: closing
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
            ? NoThreadWaitsForItself(state, program.Heir, program.Phases[0], new WaitForItself(program.Faults))
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
    public static bool ResumesWhatItQuiesces(IReadOnlyList<Operation> operations) =>
        GoesOn(operations, quiesced: false, out bool endsQuiesced) && !endsQuiesced;

    /// <summary>Whether nobody waits for a resume of its own, by the specification.</summary>
    /// <param name="before">Where the set-up has got to.</param>
    /// <param name="heir">Who resumes what the set-up has quiesced, if it has; -1 if nobody does.</param>
    /// <param name="threads">The operations of each thread.</param>
    /// <param name="wait">What knows about waiting, with what may be refused.</param>
    internal static bool NoThreadWaitsForItself(SetUpState before, int heir, IReadOnlyList<IReadOnlyList<Operation>> threads, WaitForItself wait) =>
        threads.Index().All(each => GoesOn(each.Item, before.IsQuiesced && each.Index == heir, out _)) || !wait.IsPossible(before, heir, threads);

    /// <summary>Whether a thread asks for nothing that it holds up itself, if each quiesce of it succeeds; and whether it holds anything up
    /// in the end.</summary>
    private static bool GoesOn(IReadOnlyList<Operation> operations, bool quiesced, out bool endsQuiesced)
    {
        endsQuiesced = quiesced;
        foreach (Operation operation in operations)
        {
            if (endsQuiesced && operation.WaitsWhileQuiesced)
            {
                return false;
            }

            endsQuiesced = operation.Service == SessionOperation.Quiesce
                || (endsQuiesced && operation.Service != SessionOperation.Resume);
        }

        return true;
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
