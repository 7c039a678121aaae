using LuoVerified.Impl;
using LuoVerified.Spec.Operations;
using LuoVerified.Spec.Tests.Programs;

namespace LuoVerified.Spec.Tests.Refinement;

/// <summary>What the specification answers, or a wrong one in its place.</summary>
public delegate (Outcome Outcome, SpecState Next)? Specification(SpecState state, SpecAction action);

/// <summary>Runs a program on a design and on the specification, operation by operation.</summary>
internal static class SideBySide
{
    /// <summary>The first difference; null if there is none. Ends where an operation waits in both, and where no
    /// kernel runs any more.</summary>
    public static string? Compare(Design design, Specification specification, RandomProgram program)
    {
        using var run = new ImplementationRun(design, program.Capacity);
        SpecState state = SessionSpec.ColdBoot(program.Capacity);
        int nextHandle = 1;
        for (int i = 0; i < program.Moves.Count; i++)
        {
            Move move = program.Moves[i];
            Outcome? implemented;
            bool refused;
            try
            {
                implemented = run.Perform(move, nextHandle, out refused);
            }
            catch (ViolationException violation)
            {
                return $"move {i + 1}, {move}: {violation.Message}";
            }

            (Outcome Outcome, SpecState Next)? specified = specification(state, move.Action(nextHandle, refused));
            if (implemented != specified?.Outcome)
            {
                return $"move {i + 1}, {move}: specified {Text(specified?.Outcome)}, implemented {Text(implemented)}; {state}";
            }

            if (specified is null || run.Machine.Kernel is null)
            {
                return null;
            }

            state = specified.Value.Next;
            if (run.DiffersFrom(state) is { } difference)
            {
                return $"after move {i + 1}, {move}: {difference}";
            }

            nextHandle += move.Kind is Create or Retrieve && implemented == Outcome.Ok ? 1 : 0;
        }

        return null;
    }

    private static string Text(Outcome? outcome) => outcome?.ToString() ?? "waits";
}
