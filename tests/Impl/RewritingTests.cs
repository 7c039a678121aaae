using LuoVerified.Impl.TestBodies;
using Microsoft.Coyote.Rewriting;

namespace LuoVerified.Impl.Tests;

public class RewritingTests
{
    [Fact]
    public void TheSessionServiceThatIsTestedIsRewritten() =>
        Assert.True(RewritingEngine.IsAssemblyRewritten(typeof(Machine).Assembly), "no schedule would be controlled");

    [Fact]
    public void TheBodiesThatStartThreadsAreRewritten() =>
        Assert.True(RewritingEngine.IsAssemblyRewritten(typeof(LockBodies).Assembly), "no schedule would be controlled");

    [Fact]
    public void TheTestsThemselvesAreNotRewritten() =>
        Assert.False(RewritingEngine.IsAssemblyRewritten(typeof(RewritingTests).Assembly), "engines must not be controlled");
}
