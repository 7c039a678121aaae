using LuoVerified.Check;
using LuoVerified.Cli.Checking;

namespace LuoVerified.Cli.Gate;

/// <summary>How a result stands to what is expected.</summary>
internal enum Standing
{
    /// <summary>It is what is expected.</summary>
    Met,

    /// <summary>It is not.</summary>
    NotMet,

    /// <summary>A bound was reached before that could be told.</summary>
    Undecided,

    /// <summary>The design rules the scenario out by what it says of itself.</summary>
    NotApplicable,

    /// <summary>The scenario cannot be performed on the design.</summary>
    Unusable,

    /// <summary>An error of ours took its place.</summary>
    Failed,
}

/// <summary>What standings are made of, and how they are put into words.</summary>
internal static class Standings
{
    /// <summary>The standing of a result that there is.</summary>
    /// <param name="againstExpectation">How it compares with the expectation.</param>
    /// <returns>The standing.</returns>
    public static Standing Of(Verdict againstExpectation) => againstExpectation switch
    {
        Verdict.Pass => Standing.Met,
        Verdict.Violation => Standing.NotMet,
        _ => Standing.Undecided,
    };

    extension(Standing standing)
    {
        /// <summary>Whether it is as expected: the answer, in a few words.</summary>
        /// <param name="expected">What is expected.</param>
        /// <param name="undecided">How many histories are undecided, if that is why it is.</param>
        /// <returns>The words; none if there is no result.</returns>
        public string Words(string expected, long undecided = 0) => standing switch
        {
            Standing.Met => "yes",
            Standing.NotMet => $"NO: expected {expected}",
            Standing.Undecided => undecided > 0 ? $"undecided: {ReportTable.Number(undecided)}" : "undecided",
            _ => "",
        };
    }
}
