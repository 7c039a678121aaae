namespace LuoVerified.Core.Alone;

/// <summary>The checked code broke a rule of the run time; the machine is no use after that.</summary>
/// <param name="check">The rule, one of <see cref="RuntimeChecks"/>.</param>
/// <param name="message">What happened, in one line.</param>
public sealed class ViolationException(string check, string message) : Exception($"{check}: {message}");
