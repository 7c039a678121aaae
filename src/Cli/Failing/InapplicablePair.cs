namespace LuoVerified.Cli.Failing;

/// <summary>A scenario and a design that rules it out by what it says of itself: said in every report, and no verdict.</summary>
/// <param name="Pair">The pair.</param>
/// <param name="Reason">Why, in a few words.</param>
internal sealed record InapplicablePair(PlacedPair Pair, string Reason)
{
    /// <summary>What stands in the place of a verdict.</summary>
    public const string Word = "not applicable";

    /// <summary>As JSON has it.</summary>
    public object Row => new { Scenario = Pair.Scenario.Name, Design = Pair.Design.Name, Verdict = Word, Message = Reason };
}
