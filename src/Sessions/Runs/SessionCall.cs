using LuoVerified.Check;
using LuoVerified.Check.Runs;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Sessions.Runs;

/// <summary>A call of an operation of the session service.</summary>
public sealed class SessionCall : Call
{
    /// <summary>The operation, with the fault that happened in it.</summary>
    public required SpecAction Action { get; set; }

    /// <summary>Of a jump: how the image was corrupted on the way; null if it was not.</summary>
    public Corruption? Corruption { get; set; }

    /// <summary>What it answered, if it returned.</summary>
    public Outcome Outcome { get; set; }

    /// <inheritdoc/>
    public override string Label =>
        Action.Operation is SessionOperation service ? new Operation(service, Action.Name) { Number = Action.Number, Fd = Action.Fd }.ToString() : Action.Operation.ToString();

    /// <inheritdoc/>
    public override bool EndsEpoch => Action.Operation is Jump;

    /// <inheritdoc/>
    public override string Answer => Outcome.ToString();

    /// <inheritdoc/>
    public override string Circumstance => Corruption is { } how ? $"corrupt {Words.Of(how)}"
        : Action.Fault == SpecFault.None ? "" : $"{Words.Of(Action.Fault)} refused";

    /// <inheritdoc/>
    public override char AnswerCode => Outcome.Code;
}
