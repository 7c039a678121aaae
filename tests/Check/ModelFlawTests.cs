using LuoVerified.Sessions.Model;
using LuoVerified.Spec;

namespace LuoVerified.Check.Tests;

/// <summary>Wrong specifications are found out, by the rule that they break and by a shortest run.</summary>
public class ModelFlawTests
{
    public static TheoryData<string> Flaws() => [.. ModelFlaw.All.Select(flaw => flaw.Name)];

    public static TheoryData<string> Restrictions() => [.. ModelFlaw.Missing.Select(flaw => flaw.Name)];

    [Theory]
    [MemberData(nameof(Flaws))]
    public void AWrongSpecificationIsAViolationWithAShortestRunToIt(string name)
    {
        ModelFlaw flaw = ModelFlaw.All.Single(each => each.Name == name);
        foreach (Symmetry symmetry in Enum.GetValues<Symmetry>())
        {
            if (symmetry == Symmetry.Order && name == "the image has another order")
            {
                continue; // just what this overlooks
            }

            ModelResult result = flaw.Explore(symmetry);

            Assert.Equal((Verdict.Violation, flaw.Breaks), (result.Verdict, result.Violation?.Check));
            Assert.Equal(flaw.Steps + 1, result.Counterexample.Count);
        }
    }

    [Theory]
    [MemberData(nameof(Flaws))]
    public void TheRunDoesNotDependOnTheNumberOfThreads(string name)
    {
        ModelFlaw flaw = ModelFlaw.All.Single(each => each.Name == name);
        ModelResult one = flaw.Explore();
        ModelResult three = flaw.Explore(threads: 3);

        Assert.Equal(one.Counterexample, three.Counterexample);
        Assert.Equal((one.States, one.Transitions, one.Levels), (three.States, three.Transitions, three.Levels));
    }

    [Fact]
    public void EveryRuleHasAWrongSpecificationThatBreaksIt() =>
        Assert.Equal(
            Invariants.All.Select(invariant => invariant.Name).Append(ModelChecker.Deadlock).Order(),
            ModelFlaw.All.Select(flaw => flaw.Breaks).Distinct().Order());

    [Theory]
    [MemberData(nameof(Restrictions))]
    public void ASpecificationThatForbidsTooMuchMissesAGoal(string name)
    {
        ModelResult result = ModelFlaw.Missing.Single(each => each.Name == name).Explore();

        Assert.Equal((Verdict.Violation, null), (result.Verdict, result.Violation));
        Assert.Contains(result.Goals, goal => goal.Steps is null);
    }

    [Fact]
    public void ARunIsPrintedAsNumberedStatesWithWhatChanged()
    {
        ModelResult result = ModelFlaw.All.Single(flaw => flaw.Name == "retrieves twice").Explore(Symmetry.Both);

        Assert.Equal(
            """
              0. cold boot            kernel 1, outgoing [], incoming [], handed over [], image [], not frozen, not quiesced, not deserialized
              1. create a             outgoing [a(h1)]
              2. serialize            image [a], frozen
              3. kexec                kernel 2, outgoing [], handed over [a], not frozen
              4. deserialize          incoming [a], deserialized
              5. retrieve a           incoming [a(h1)]
              6. retrieve a           incoming [a(h2)]
            """,
            string.Join('\n', result.Counterexample));
    }
}
