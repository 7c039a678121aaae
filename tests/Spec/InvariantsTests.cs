using FsCheck.Xunit;
using LuoVerified.Abi;
using LuoVerified.Spec.Tests.Programs;

namespace LuoVerified.Spec.Tests;

/// <summary>The invariants of a single state: they hold wherever the specification goes, and each of them bites.</summary>
public class InvariantsTests
{
    private static readonly SessionView Sound = new(
        Capacity: 2, Outgoing: [New("a"), New("b")], OutgoingCount: 2, Incoming: [New("a")], IncomingCount: 1,
        Waiting: false, Frozen: false, Quiesced: false, Image: []);

    private static readonly SessionView Empty = Sound with
    {
        Outgoing = [],
        OutgoingCount = 0,
        Incoming = [],
        IncomingCount = 0,
    };

    /// <summary>States that break one invariant each: the invariant, what is wrong, the state.</summary>
    private static readonly (Invariant Broken, string Wrong, SessionView View)[] BrokenStates =
    [
        (Invariants.UniqueNames, "outgoing twice", Sound with { Outgoing = [New("a"), New("a")] }),
        (Invariants.UniqueNames, "incoming twice", Sound with { Incoming = [New("x"), New("a"), New("x")], IncomingCount = 3 }),
        (Invariants.NamesIntact, "empty", Sound with { Outgoing = [New(""), New("b")] }),
        (Invariants.NamesIntact, "64 bytes", Sound with { Incoming = [New(new string('x', 64))] }),
        (Invariants.NamesIntact, "NUL inside", Sound with { Incoming = [New("a\0b")] }),
        (Invariants.CountMatches, "outgoing count too low", Sound with { OutgoingCount = 1 }),
        (Invariants.CountMatches, "incoming count too high", Sound with { IncomingCount = 2 }),
        (Invariants.CountMatches, "below zero", Empty with { IncomingCount = -1 }),
        (Invariants.CountMatches, "above capacity", Sound with { Capacity = 1 }),
        (Invariants.QuiescedIsEmpty, "outgoing", Empty with { Quiesced = true, Outgoing = [New("a")], OutgoingCount = 1 }),
        (Invariants.QuiescedIsEmpty, "incoming", Empty with { Quiesced = true, Incoming = [New("a")], IncomingCount = 1 }),
        (Invariants.QuiescedIsEmpty, "waiting", Empty with { Quiesced = true, Waiting = true }),
        (Invariants.ImageEqualsLive, "missing", Sound with { Frozen = true, Image = [Bytes("a")] }),
        (Invariants.ImageEqualsLive, "one too many", Sound with { Frozen = true, Image = [Bytes("a"), Bytes("b"), Bytes("c")] }),
        (Invariants.ImageEqualsLive, "other order", Sound with { Frozen = true, Image = [Bytes("b"), Bytes("a")] }),
        (Invariants.ImageEqualsLive, "unreadable", Empty with { Frozen = true, Image = null }),
    ];

    public static TheoryData<string, string> BrokenStateNames
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach ((Invariant broken, string wrong, _) in BrokenStates)
            {
                data.Add(broken.Name, wrong);
            }

            return data;
        }
    }

    [Property(MaxTest = 500, Arbitrary = [typeof(Arbitraries)])]
    public void EveryStateThatTheSpecificationReachesIsSound(RandomProgram program) => Assert.All(
        SpecRun.Of(program), step => Assert.Null(Invariants.CheckState(SessionView.Of(step.After))));

    [Theory]
    [MemberData(nameof(BrokenStateNames))]
    public void AStateThatBreaksAnInvariantIsReportedUnderItsName(string invariant, string wrong)
    {
        InvariantViolation? violation = Invariants.CheckState(
            BrokenStates.Single(each => each.Broken.Name == invariant && each.Wrong == wrong).View);
        Assert.Equal(invariant, violation?.Invariant.Name);
        Assert.DoesNotContain('\n', violation!.Message);
    }

    [Fact]
    public void ASoundStateIsNotReported()
    {
        Assert.Null(Invariants.CheckState(Sound));
        Assert.Null(Invariants.CheckState(Sound with { Frozen = true, Image = [Bytes("a"), Bytes("b")] }));
        Assert.Null(Invariants.CheckState(Empty with { Quiesced = true }));
    }

    [Fact]
    public void AnImageIsOfNoConcernUnlessFrozen() => Assert.Null(Invariants.CheckState(Sound with { Image = null }));

    [Fact]
    public void OneNameMayBeInBothLists() => Assert.Null(Invariants.CheckState(Sound with { Incoming = [New("b")] }));

    [Fact]
    public void TheFirstInTheOrderOfAllIsReported() => Assert.Equal(
        Invariants.UniqueNames,
        Invariants.CheckState(Sound with { Outgoing = [New(""), New("")], OutgoingCount = 0, Quiesced = true })?.Invariant);

    [Fact]
    public void InvariantsAreListedOnceEach()
    {
        Assert.Equal(8, Invariants.All.Count);
        Assert.Equal(8, Invariants.All.Select(invariant => invariant.Name).Distinct().Count());
    }

    private static ByteString Bytes(string name) => ByteString.FromUtf8(name);

    private static ViewedSession New(string name) => new(Bytes(name), Retrieved: false);
}
