using LuoVerified.Check;
using LuoVerified.Check.Explore;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Proving;
using LuoVerified.Sessions.Scenarios;

namespace Counted.Tests;

public class CountedTests
{
    /// <summary>The scenarios of the catalogue that need no operation which the design does not have, as preserving files.</summary>
    public static TheoryData<string> Scenarios() =>
        [.. Catalogue.All.Where(scenario => CountedSessions.Declared.WhyInapplicable(scenario) is null).Select(scenario => scenario.Name)];

    /// <summary>Every schedule of a scenario; to see one that breaks a rule, read the message.</summary>
    [Theory]
    [MemberData(nameof(Scenarios))]
    public void EverySchedulePasses(string name)
    {
        Proof proof = Prover.Prove(Catalogue.Find(name)!, CountedSessions.Declared, new ExploreOptions());
        Assert.True(proof.AgainstExpectation == Verdict.Pass, proof.Report.ToString());
    }
}
