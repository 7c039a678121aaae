using LuoVerified.Impl.TestBodies;
using LuoVerified.Monitors;
using Microsoft.Coyote.Rewriting;

namespace LuoVerified.Impl.Tests;

public class RewritingTests
{
    [Fact]
    public void TheMonitorOfTheLocksIsRewritten() =>
        Assert.True(RewritingEngine.IsAssemblyRewritten(typeof(WaitMonitor).Assembly), "no schedule would be controlled");

    [Fact]
    public void TheBodiesThatStartThreadsAreRewritten() =>
        Assert.True(RewritingEngine.IsAssemblyRewritten(typeof(LockBodies).Assembly), "no schedule would be controlled");

    [Fact]
    public void TheTestsThemselvesAreNotRewritten() =>
        Assert.False(RewritingEngine.IsAssemblyRewritten(typeof(RewritingTests).Assembly), "engines must not be controlled");
}
