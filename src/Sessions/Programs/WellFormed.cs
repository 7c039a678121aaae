using LuoVerified.Sessions.Scenarios;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Sessions.Programs;

/// <summary>Which programs are worth judging: those that a scenario file can hold, and that do not wait for ever through a
/// fault of their own.</summary>
/// <remarks>A thread that ends quiesced, or that asks while quiesced for what its own quiesce holds up, waits or makes
/// others wait for ever on every design. Every other error of a program has an answer: closing what is not open is -EBADF, a
/// resume by one who has not quiesced is told that nothing is held, an abort without serialize is -EINVAL, and so on.</remarks>
public static class WellFormed
{
    /// <summary>Whether a program is worth judging.</summary>
    /// <param name="program">The program.</param>
    /// <returns>True if it is.</returns>
    public static bool Is(Scenario program) => CanBeWritten(program)
        && program.Phases.SelectMany(phase => phase).Prepend(program.Setup).All(operations => ResumesWhatItQuiesces(operations));

    /// <summary>Whether a scenario file can hold a program.</summary>
    /// <param name="program">The program.</param>
    /// <returns>True if it can.</returns>
    public static bool CanBeWritten(Scenario program) =>
        program.Phases.Count > 0
        && program.Phases.All(phase => phase.Count > 0 && phase.All(thread => thread.Count > 0))
        && Scenario.CorruptIsHandedOver(program.Setup);

    /// <summary>Whether a thread that quiesces does nothing that waits until it resumes, and does resume.</summary>
    /// <param name="operations">The operations of the thread.</param>
    /// <param name="quiesced">Whether it has quiesced before.</param>
    /// <returns>True if it does; also if it never quiesces.</returns>
    public static bool ResumesWhatItQuiesces(IEnumerable<Operation> operations, bool quiesced = false)
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
}
