namespace LuoVerified.Impl.TestBodies;

/// <summary>A body found that a rule does not hold.</summary>
public sealed class RuleBrokenException(string rule) : Exception(rule);
