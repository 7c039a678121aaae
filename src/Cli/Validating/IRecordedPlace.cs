namespace LuoVerified.Cli.Validating;

/// <summary>Where in a file something was recorded, for messages.</summary>
internal interface IRecordedPlace
{
    /// <summary>What is wrong there.</summary>
    /// <param name="what">The part that is wrong, such as the member of a line; empty for none in particular.</param>
    /// <param name="reason">What is wrong.</param>
    /// <returns>The exception to throw; its message begins with the place.</returns>
    FormatException ErrorAt(string what, string reason);
}
