namespace LuoVerified.Mutation;

/// <summary>The code as it is is not proved, because a bound was reached: nothing could be said of its mutants.</summary>
/// <param name="message">Which bound, and where.</param>
public sealed class UndecidedCodeException(string message) : Exception(message);
