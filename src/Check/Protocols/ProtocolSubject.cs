using LuoVerified.Check.Designs;
using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Protocols;

/// <summary>A program over a protocol.</summary>
/// <param name="protocol">The protocol.</param>
/// <param name="program">The program.</param>
internal sealed class ProtocolSubject<TSystem, TOperation, TAnswer>(
    Protocol<TSystem, TOperation, TAnswer> protocol, ProtocolProgram<TOperation> program)
    : Subject(program, protocol.Name)
{
    private static readonly DesignBase Below = new(["LuoVerified.Core", "LuoVerified.Check"])
    {
        TakesRuntimeLocks = true,
    };

    private readonly AnswerCodes _codes = new(protocol.Name);

    /// <inheritdoc/>
    public override void RequireControlled()
    {
        UncontrolledCalls.RequireWoven(
            protocol.Name,
            protocol.Make.Method.Module.Assembly,
            protocol.Perform.Method.Module.Assembly,
            typeof(TSystem).Assembly);
        UncontrolledCalls.Refuse(protocol.Name, protocol.Make, Below);
        UncontrolledCalls.Refuse(protocol.Name, protocol.Perform, Below);
    }

    /// <inheritdoc/>
    public override string ToString() => $"protocol {protocol.Name}";

    internal override RunMaker NewRuns(Spares spares) => (scheduler, locks, maxConfigurations, order) =>
        new ProtocolRun<TSystem, TOperation, TAnswer>(
            protocol, program, scheduler, locks, maxConfigurations, spares, order, _codes);

    internal override string Outcome(IReadOnlyList<Call> calls) => string.Join(' ', calls
        .GroupBy(call => call.Thread)
        .Select(thread => $"{ThreadName.Of(thread.Key)}={string.Join(',', thread.Select(Answer))}"));

    private static string Answer(Call call) => call.Returned is null ? "(cut off)" : call.Answer;
}
