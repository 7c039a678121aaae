namespace LuoVerified.Cli.Shell;

/// <summary>The session service broke a rule of the run time; the machine is no use after that.</summary>
/// <param name="check">The rule, one of <see cref="Core.RuntimeChecks"/>.</param>
/// <param name="message">What happened, in one line.</param>
internal sealed class ViolationException(string check, string message) : Exception($"{check}: {message}");
