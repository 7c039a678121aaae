using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Proving;
using LuoVerified.Sessions.Scenarios;

namespace Counted.Tests;

public class CountedTests
{
    /// <summary>The scenarios of the catalogue that need no operation which the design does not have, as preserving files; and those that it
    /// carries.</summary>
    public static TheoryData<string> Scenarios() => [.. CountedSessions.Declared.JudgedBy.Select(scenario => scenario.Name)];

    /// <summary>Every schedule of a scenario; to see one that breaks a rule, read the message.</summary>
    [Theory]
    [MemberData(nameof(Scenarios))]
    public void EverySchedulePasses(string name)
    {
        Scenario scenario = CountedSessions.Declared.JudgedBy.Single(each => each.Name == name);
        Proof proof = Prover.Prove(scenario, CountedSessions.Declared, new ExploreOptions());
        Assert.True(proof.AgainstExpectation == Verdict.Pass, proof.Report.ToString());
    }
}
