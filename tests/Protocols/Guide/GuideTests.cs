using System.Runtime.CompilerServices;
using LuoVerified.Check;
using LuoVerified.Check.Designs;
using LuoVerified.Check.Explore;
using LuoVerified.Check.Protocols;
using LuoVerified.Check.Runs;
using LuoVerified.Check.Traces;
using LuoVerified.Core;
using Thread = System.Threading.Thread;

namespace LuoVerified.Protocols.Tests.Guide;

/// <summary>What docs/library.md shows is what its code does.</summary>
public class GuideTests
{
    private static readonly string Here = Path.GetDirectoryName(PathOf())!;
    private static readonly string Page = File.ReadAllText(Path.Combine(Here, "../../../docs/library.md"));

    [Fact]
    public void TheFirstReportIsTheOneThatIsShown()
    {
        Shows(Explorer.Explore(Broken()).ToString());
        Shows(File.ReadAllText(Path.Combine(Here, "Bank.cs")));
    }

    [Fact]
    public void TheTraceOfItReplaysUntilTheCodeIsRepaired()
    {
        Subject broken = Broken();
        Trace trace = Trace.Of(broken, Explorer.Explore(broken).AllFindings[0]);
        Assert.True(Replayer.Replay(trace, broken).Reproduces(trace));

        Subject repaired = Paying(
            _ => new bank.Repaired.Bank(),
            (bank, amount) => bank.Pay(amount),
            bank => (bank.Ann, bank.Ben),
            isSpecified: true);
        Shows(Replayer.Replay(trace, repaired).Divergence + "\n");
        ExploreReport report = Explorer.Explore(repaired);
        Assert.Equal(Verdict.Pass, report.Verdict);
        Assert.Equal(["A=False B=True", "A=True B=False"], report.Outcomes);
    }

    [Fact]
    public void AForgottenLockIsTheDataRaceThatIsShown()
    {
        ExploreReport report = Explorer.Explore(Paying(
            _ => new bank.Unlocked.Bank(),
            (bank, amount) => bank.Pay(amount),
            bank => (bank.Ann, bank.Ben),
            isSpecified: true));
        Assert.Equal(
            ["data-race", "linearizable", "nobody-owes"],
            report.AllFindings.Select(found => found.Violation.Check).Distinct().Order(StringComparer.Ordinal));
        string race = report.DataRaces[0].Finding.ToString();
        Shows(race.Replace("tests/Protocols/Guide/Unlocked/", "", StringComparison.Ordinal));
    }

    [Fact]
    public void TheRefusalIsTheOneThatIsShown()
    {
        Protocol<object, int, int> sleeping = Protocol.Of("bank", _ => new object(), (object bank, int amount) =>
        {
            Thread.Sleep(1);
            return amount;
        });
        string message = Assert.Throws<UncontrolledDesignException>(() => Explorer.Explore(sleeping, [[1]])).Message;
        string tail = message[message.IndexOf("), which", StringComparison.Ordinal)..];
        Assert.Contains(tail, Page, StringComparison.Ordinal);
        Assert.Contains("design bank uses System.Threading.Thread.Sleep in", Page, StringComparison.Ordinal);
    }

    private static Subject Broken() => Paying(
        _ => new bank.Bank(), (bank, amount) => bank.Pay(amount), bank => (bank.Ann, bank.Ben), isSpecified: false);

    private static Subject Paying<TBank>(
        Func<Domain, TBank> make, Func<TBank, int, bool> pay, Func<TBank, (int Ann, int Ben)> look, bool isSpecified)
    {
        Specification<int, bool> specification = Specification.Of(
            100, (int ann, int amount) => ann < amount ? (false, ann) : (true, ann - amount));
        return Protocol
            .Of("bank", make, pay, isSpecified ? specification : null)
            .WithInvariant("nobody-owes", look, seen => seen.Ann >= 0 && seen.Ben >= 0)
            .Program([[70], [60]]);
    }

    /// <summary>The page has this text in a block of its own.</summary>
    private static void Shows(string text) => Assert.Contains($"\n{text}```\n", Page, StringComparison.Ordinal);

    private static string PathOf([CallerFilePath] string here = "") => here;
}
