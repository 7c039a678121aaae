namespace LuoVerified.Check.Designs;

/// <summary>What lies below designs of one kind.</summary>
/// <param name="Assemblies">The names of the assemblies that they are built on: the locks in there are the checker's
/// own.</param>
/// <param name="Contracts">The name of the assembly with the interfaces that they implement: their callers are not
/// walked through. Empty if there is none.</param>
internal sealed record DesignBase(IReadOnlyList<string> Assemblies, string Contracts = "")
{
    /// <summary>Whether woven code may use those locks and atomic accesses of the runtime that are steps in it; not by
    /// default.</summary>
    public bool TakesRuntimeLocks { get; init; }
}
