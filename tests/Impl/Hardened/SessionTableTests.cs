using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Impl.Hardened;
using LuoVerified.Impl.Tests.Harness;

namespace LuoVerified.Impl.Tests.Hardened;

/// <summary>A look-up by name does not scan: it touches no other session. The others are poisoned here, so that to touch
/// one ends the test.</summary>
public class SessionTableTests
{
    private readonly SessionTable _table = new();
    private readonly List<HardenedSession> _sessions = [];

    public SessionTableTests()
    {
        KernelPlatform platform = new Bench(Design.Hardened).Machine.Kernel!.Platform;
        for (int i = 0; i < Limits.SessionCapacity; i++)
        {
            _sessions.Add(new HardenedSession(platform, SessionName.Parse($"vm-{i}")));
            _table.Append(_sessions[i]);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(511)]
    [InlineData(1022)]
    public void FindingASessionTouchesNoOther(int index)
    {
        PoisonAllBut(index);
        Assert.True(_table.TryFind(SessionName.Parse($"vm-{index}"), out HardenedSession? found), "not found");
        Assert.Same(_sessions[index], found);
    }

    [Fact]
    public void FindingThatANameIsFreeTouchesNoSession()
    {
        PoisonAllBut(-1);
        Assert.False(_table.Contains(SessionName.Parse("vm-1023")), "taken");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(511)]
    [InlineData(1022)]
    public void RemovingASessionTouchesNoOther(int index)
    {
        PoisonAllBut(index);
        _table.Remove(_sessions[index]);
        Assert.Equal(1022, _table.Count);
        Assert.False(_table.Contains(SessionName.Parse($"vm-{index}")), "still there");
    }

    [Fact]
    public void AppendingASessionTouchesNoOther()
    {
        _table.Remove(_sessions[7]);
        PoisonAllBut(7);
        _table.Append(_sessions[7]);
        Assert.Same(_sessions[7], _table.InOrder.Last());
    }

    [Fact]
    public void AScanWouldBeNoticed()
    {
        PoisonAllBut(1022);
        Bench.AssertViolation(
            RuntimeChecks.UseAfterFree,
            () => _ = _table.InOrder.First(session => session.Name == SessionName.Parse("vm-1022")));
    }

    private void PoisonAllBut(int index)
    {
        foreach (HardenedSession session in _sessions.Where((_, i) => i != index))
        {
            session.Free();
        }
    }
}
