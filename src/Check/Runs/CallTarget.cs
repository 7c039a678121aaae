using LuoVerified.Core;

namespace LuoVerified.Check.Runs;

/// <summary>The target of the steps in which an operation is called and returns.</summary>
internal sealed class CallTarget(Domain domain, Call call) : StepTarget(domain)
{
    public override string Label => call.Label;
}
