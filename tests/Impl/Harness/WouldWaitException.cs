namespace LuoVerified.Impl.Tests.Harness;

/// <summary>The only thread of a test would wait for a lock, for ever.</summary>
public sealed class WouldWaitException(string label) : Exception($"waits for {label}")
{
    public string Label { get; } = label;
}
