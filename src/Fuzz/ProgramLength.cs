using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Fuzz;

/// <summary>How long a program is.</summary>
public static class ProgramLength
{
    /// <summary>Counts operations.</summary>
    /// <param name="program">The program.</param>
    /// <returns>Those of the threads of all kernels and of the set-up.</returns>
    public static int Operations(Scenario program) =>
        program.Setup.Count + program.Phases.Sum(phase => phase.Sum(thread => thread.Count));

    /// <summary>Counts threads.</summary>
    /// <param name="program">The program.</param>
    /// <returns>Those of all kernels.</returns>
    public static int Threads(Scenario program) => program.Phases.Sum(phase => phase.Count);
}
