namespace LuoVerified.Check;

/// <summary>One of several parts of some work. Pieces are dealt out in turn, so that the parts differ by one piece at
/// most.</summary>
/// <param name="Number">Which part, 1 to <paramref name="Of"/>.</param>
/// <param name="Of">How many parts there are, 1 and up.</param>
public readonly record struct Shard(int Number, int Of)
{
    /// <summary>All of the work.</summary>
    public static Shard Whole { get; } = new(1, 1);

    /// <summary>Whether it is all of the work.</summary>
    public bool IsWhole => Of == 1;

    /// <summary>Whether a piece belongs to the part.</summary>
    /// <param name="piece">Its number, from 0.</param>
    /// <returns>True if it does.</returns>
    public bool Has(long piece) => piece % Of == Number - 1;

    /// <summary>As on the command line.</summary>
    /// <returns>The text, such as <c>2/8</c>.</returns>
    public override string ToString() => $"{Number}/{Of}";
}
