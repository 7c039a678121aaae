using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Sessions.Proving;
using LuoVerified.Sessions.Scenarios;

namespace Counted.Tests;

public class CountedTests
{
    public static TheoryData<string> Scenarios() => [.. Catalogue.All.Select(scenario => scenario.Name)];

    /// <summary>Every schedule of a scenario of the catalogue; to see one that breaks a rule, read the message.</summary>
    [Theory]
    [MemberData(nameof(Scenarios))]
    public void EverySchedulePasses(string name)
    {
        Proof proof = Prover.Prove(Catalogue.Find(name)!, CountedSessions.Declared, new ExploreOptions());
        Assert.True(proof.AgainstExpectation == Verdict.Pass, proof.Report.ToString());
    }
}
