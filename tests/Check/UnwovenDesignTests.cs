using LuoVerified.Check.Designs;
using LuoVerified.Check.Explore;
using LuoVerified.Impl;
using LuoVerified.Sessions.Explore;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Check.Tests;

/// <summary>This assembly is not woven: what a design in it reads and writes would not be seen.</summary>
public class UnwovenDesignTests
{
    [Fact]
    public void ADesignWhoseAccessesAreNotSeenIsRefused()
    {
        Design design = new("unseen", "", platform => Design.Hardened.Create(platform));
        var refusal = Assert.Throws<UncontrolledDesignException>(
            () => Explorer.Explore(Catalogue.Find("two-retrieves")!, design));
        Assert.Equal(
            "design unseen is in LuoVerified.Check.Tests, whose accesses to fields are not seen; "
            + "import build/Library.props in its project (docs/library.md)",
            refusal.Message);
    }
}
