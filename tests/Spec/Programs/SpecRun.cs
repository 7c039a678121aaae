using LuoVerified.Spec.Operations;

namespace LuoVerified.Spec.Tests.Programs;

/// <summary>One operation of a program, performed by the specification.</summary>
/// <param name="Before">The state it starts from.</param>
/// <param name="Action">The operation.</param>
/// <param name="Result">What came of it; null if it waits.</param>
public sealed record SpecStep(SpecState Before, SpecAction Action, (Outcome Outcome, SpecState Next)? Result)
{
    public SpecState After => Result?.Next ?? Before;
}

/// <summary>Lets the specification perform a program. An operation that would wait is left out.</summary>
public static class SpecRun
{
    public static IEnumerable<SpecStep> Of(RandomProgram program)
    {
        SpecState state = SessionSpec.ColdBoot(program.Capacity);
        int nextHandle = 1;
        foreach (Move move in program.Moves)
        {
            SpecAction action = move.Action(nextHandle, refused: move.Fault != SpecFault.None);
            var step = new SpecStep(state, action, SessionSpec.Apply(state, action));
            yield return step;
            state = step.After;
            bool handed = move.Kind is Create or Retrieve && step.Result?.Outcome.Succeeded == true;
            nextHandle += handed ? 1 : 0;
        }
    }
}
