namespace LuoVerified.Cli.Assemblies;

/// <summary>A design of an assembly that cannot be used. It costs those who ask for it, and nobody else.</summary>
/// <param name="Name">Its name; null if it could not be made.</param>
/// <param name="Problem">What is wrong with it, to be thrown if it is asked for.</param>
internal sealed record RefusedDesign(string? Name, Exception Problem);
