using LuoVerified.Abi;

namespace LuoVerified.Spec.Tests;

public class OutcomeTests
{
    [Fact]
    public void OutcomesOfDifferentKindsDiffer() => Assert.Equal(
        5, new HashSet<Outcome> { Outcome.Ok, Outcome.True, Outcome.False, Outcome.NotHeld, Outcome.Of(Errno.EINVAL) }.Count);

    [Fact]
    public void OkIsTheAnswerZero() => Assert.Equal(Outcome.Of(Errno.Ok), Outcome.Ok);

    [Fact]
    public void OnlyOkAndTrueAreSuccesses() => Assert.Equal(
        [true, true, false, false, false],
        new[] { Outcome.Ok, Outcome.True, Outcome.False, Outcome.NotHeld, Outcome.Of(Errno.EBUSY) }.Select(o => o.Succeeded));

    [Fact]
    public void AnOutcomeIsPrintedAsTheConsoleShowsIt() => Assert.Equal(
        ["ok", "true", "false", "unlock-not-held", "-ENOENT"],
        new[] { Outcome.Ok, Outcome.True, Outcome.False, Outcome.NotHeld, Outcome.Of(Errno.ENOENT) }.Select(o => o.ToString()));
}
