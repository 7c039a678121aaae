namespace LuoVerified.Check.Runs;

/// <summary>Ends a thread of a run that is over.</summary>
public sealed class RunStoppedException : Exception
{
}
