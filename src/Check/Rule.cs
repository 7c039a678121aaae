namespace LuoVerified.Check;

/// <summary>A rule that runs are checked against.</summary>
/// <param name="Name">Its name: lower case letters and hyphens.</param>
/// <param name="Statement">What must hold, in one sentence.</param>
public sealed record Rule(string Name, string Statement);
