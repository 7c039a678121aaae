namespace LuoVerified.Check.Runs;

/// <summary>A program that is well-formed and cannot be run: bad input, neither a verdict nor an error of
/// ours.</summary>
/// <param name="message">Which program, and why not.</param>
public class UnusableProgramException(string message) : Exception(message)
{
}
