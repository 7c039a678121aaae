namespace LuoVerified.Impl.Tests.Harness;

/// <summary>The code under test broke a rule of the run time.</summary>
public sealed class ViolationException(string check, string message) : Exception($"{check}: {message}")
{
    public string Check { get; } = check;
}
