using LuoVerified.Abi;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Spec.Tests;

/// <summary>A variant differs where it says so, and nowhere else.</summary>
public class SpecVariantTests
{
    private static readonly SpecVariant Waiting = SpecVariant.Mainline with
    {
        WaitOnceFrozen = [SessionOperation.Create, SessionOperation.Retrieve, SessionOperation.Close, SessionOperation.Serialize, SessionOperation.RetrieveFd],
    };

    private static readonly SpecState Cold = SessionSpec.ColdBoot(2);

    [Fact]
    public void OnceFrozenWhatIsNotWrongByItselfWaits()
    {
        SpecState one = Next(Waiting, Cold, Create("a", 1));
        SpecState frozen = Next(Waiting, one, new SpecAction(SessionOperation.Serialize));
        Assert.Null(Waiting.Apply(frozen, Create("b", 2)));
        Assert.Null(Waiting.Apply(frozen, new SpecAction(SessionOperation.Retrieve, Name("a"), 2)));
        Assert.Null(Waiting.Apply(frozen, new SpecAction(SessionOperation.Close, Handle: 1)));
        Assert.Null(Waiting.Apply(frozen, new SpecAction(SessionOperation.Serialize)));

        // Mainline does not look at the name first.
        Assert.Null(Waiting.Apply(frozen, new SpecAction(SessionOperation.Retrieve, Name(""), 2)));

        // What needs no lock is answered.
        Assert.Equal(Outcome.Of(Errno.EINVAL), Waiting.Apply(frozen, Create("", 2))?.Outcome);
        Assert.Equal(Outcome.Of(Errno.EBADF), Waiting.Apply(frozen, new SpecAction(SessionOperation.Close, Handle: 9))?.Outcome);
        Assert.Equal(Outcome.Of(Errno.ENOMEM), Waiting.Apply(frozen, Create("b", 2) with { Fault = SpecFault.SessionAllocation })?.Outcome);
        Assert.Equal(Outcome.Ok, Waiting.Apply(frozen, new SpecAction(SessionOperation.Deserialize))?.Outcome);
        Assert.Equal(Outcome.Of(Errno.EBUSY), SpecVariant.Hardened.Apply(frozen, Create("b", 2))?.Outcome);
    }

    [Fact]
    public void ADeviceThatCannotBeOpenedTakesNoRequests()
    {
        SpecState shut = Waiting.Apply(Cold, new SpecAction(SessionOperation.Deserialize, Fault: SpecFault.SessionAllocation))!.Value.Next;
        Assert.Equal(Outcome.Of(Errno.EIO), Waiting.Apply(shut, Create("a", 1))?.Outcome);
        Assert.Equal(Outcome.Of(Errno.EIO), Waiting.Apply(shut, new SpecAction(SessionOperation.Retrieve, Name(""), 1))?.Outcome);
        Assert.Equal(Outcome.Of(Errno.ENOMEM), Waiting.Apply(shut, new SpecAction(SessionOperation.Deserialize))?.Outcome);
        Assert.Equal(Outcome.Ok, SpecVariant.Hardened.Apply(shut, Create("a", 1))?.Outcome);
    }

    [Fact]
    public void ARetrieveOfWhatIsNoNameFindsNothing()
    {
        var retrieve = new SpecAction(SessionOperation.Retrieve, Name(new string('x', 64)), 1);
        Assert.Equal(Outcome.Of(Errno.ENOENT), Waiting.Apply(Cold, retrieve)?.Outcome);
        Assert.Equal(Outcome.Of(Errno.EINVAL), SpecVariant.Hardened.Apply(Cold, retrieve)?.Outcome);
    }

    [Fact]
    public void WithoutADifferenceItIsTheSpecification()
    {
        SpecState state = Cold;
        foreach (SpecAction action in (SpecAction[])[Create("a", 1), Create("a", 2), new(SessionOperation.Serialize), Create("b", 3), new(SessionOperation.Abort)])
        {
            Assert.Equal(SessionSpec.Apply(state, action), SpecVariant.Hardened.Apply(state, action));
            state = SessionSpec.Apply(state, action)!.Value.Next;
        }
    }

    private static SpecState Next(SpecVariant variant, SpecState state, SpecAction action)
    {
        (Outcome outcome, SpecState next) = variant.Apply(state, action)!.Value;
        Assert.Equal(Outcome.Ok, outcome);
        return next;
    }

    private static SpecAction Create(string name, int handle) => new(SessionOperation.Create, Name(name), handle);

    private static ByteString Name(string name) => ByteString.FromUtf8(name);
}
