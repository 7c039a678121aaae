namespace LuoVerified.Spec.Tests.Programs;

/// <summary>A random sequential program for one machine.</summary>
/// <param name="Capacity">1 to 3.</param>
/// <param name="Moves">The operations, in order.</param>
public sealed record RandomProgram(int Capacity, IReadOnlyList<Move> Moves)
{
    public override string ToString() => $"capacity {Capacity}: {string.Join("; ", Moves)}";
}
