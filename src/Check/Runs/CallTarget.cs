using LuoVerified.Impl.Control;

namespace LuoVerified.Check.Runs;

/// <summary>The target of the steps in which an operation is called and returns.</summary>
internal sealed class CallTarget(KernelPlatform platform, string label) : StepTarget(platform)
{
    public override string Label { get; } = label;
}
