using FsCheck.Xunit;
using LuoVerified.Abi;
using LuoVerified.Spec.Tests.Programs;

namespace LuoVerified.Spec.Tests;

/// <summary>States are values.</summary>
public class SpecStateTests
{
    private static readonly SessionName Name = SessionName.Parse("a");

    /// <summary>Changes of one thing each, by what is changed.</summary>
    private static readonly Dictionary<string, Func<SpecState, SpecState>> Changes = new()
    {
        ["capacity"] = state => state with { Capacity = state.Capacity + 1 },
        ["number"] = state => state with { Number = state.Number + 1 },
        ["outgoing"] = state => state with { Outgoing = state.Outgoing.Add(new SpecSession(Name, 99)) },
        ["incoming"] = state => state with { Incoming = state.Incoming.Add(new SpecSession(Name, 99)) },
        ["handed over"] = state => state with { HandedOver = state.HandedOver.Add(Name) },
        ["corrupt"] = state => state with { HandOverCorrupt = !state.HandOverCorrupt },
        ["deserialized"] = state => state with { Deserialized = state.Deserialized == Errno.EIO ? null : Errno.EIO },
        ["frozen"] = state => state with { Frozen = !state.Frozen },
        ["quiesced"] = state => state with { QuiescedBy = state.QuiescedBy is null ? 1 : null },
        ["image"] = state => state with { Image = state.Image.Add(Name) },
    };

    public static TheoryData<string> Fields => [.. Changes.Keys];

    [Property(MaxTest = 300, Arbitrary = [typeof(Arbitraries)])]
    public void ACopyOfAllContentIsEqualAndHasTheSameHash(RandomProgram program) => Assert.All(
        SpecRun.Of(program),
        step =>
        {
            SpecState copy = Copy(step.After);
            Assert.Equal(step.After, copy);
            Assert.Equal(step.After.GetHashCode(), copy.GetHashCode());
            Assert.Equal(step.After.ToString(), copy.ToString());
        });

    [Theory]
    [MemberData(nameof(Fields))]
    public void StatesThatDifferInOneThingAreNotEqual(string field)
    {
        foreach (SpecState state in Arbitraries.FixedSample(50).SelectMany(SpecRun.Of).Select(step => step.After))
        {
            Assert.NotEqual(state, Changes[field](state));
        }
    }

    [Fact]
    public void SessionsThatDifferInTheirHandleOrInBeingRetrievedMakeStatesDiffer()
    {
        SpecState with(SpecSession session) => SessionSpec.ColdBoot(1) with { Incoming = [session] };
        Assert.NotEqual(with(new SpecSession(Name, 0)), with(new SpecSession(Name, 1)));
        Assert.NotEqual(with(new SpecSession(Name, 1)), with(new SpecSession(Name, 1, Retrieved: true)));
    }

    [Fact]
    public void HashesTellMostStatesOfASampleApart()
    {
        HashSet<SpecState> states = [.. Arbitraries.FixedSample(300).SelectMany(SpecRun.Of).Select(step => step.After)];
        int hashes = states.Select(state => state.GetHashCode()).Distinct().Count();
        Assert.True(hashes * 2 > states.Count, $"{hashes} hashes for {states.Count} states");
    }

    private static SpecState Copy(SpecState state) => new()
    {
        Capacity = state.Capacity,
        Number = state.Number,
        Outgoing = [.. state.Outgoing.ToArray()],
        Incoming = [.. state.Incoming.ToArray()],
        HandedOver = [.. state.HandedOver.ToArray()],
        HandOverCorrupt = state.HandOverCorrupt,
        Deserialized = state.Deserialized,
        Frozen = state.Frozen,
        QuiescedBy = state.QuiescedBy,
        Image = [.. state.Image.ToArray()],
    };
}
