using LuoVerified.Abi.DeviceTree;

namespace LuoVerified.Abi.Tests;

/// <summary>Trees that are well formed but not of this ABI: one broken rule each, with what is reported.</summary>
public class LuoTreeReadTests
{
    [Fact]
    public void ARootWithoutCompatibleIsRefused() =>
        AssertRefused(FdtError.NotFound, "no property compatible in /", rootCompatible: null);

    [Fact]
    public void AnotherVersionOfTheAbiIsRefused() =>
        AssertRefused(FdtError.BadValue, "/ is not compatible with luo-v1", rootCompatible: "luo-v2");

    [Fact]
    public void ARootWithoutNumberIsRefused() =>
        AssertRefused(FdtError.NotFound, "no property liveupdate-number in /", numberSize: null);

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(9)]
    public void ANumberOfAnotherSizeIsRefused(int size) =>
        AssertRefused(FdtError.BadValue, $"liveupdate-number in / has {size} bytes, not 8", numberSize: size);

    [Fact]
    public void ATreeWithoutSessionNodeIsRefused() =>
        AssertRefused(FdtError.NotFound, "no sub-node luo-session in the root", sessionNode: "other");

    [Fact]
    public void ASessionNodeWithUnitAddressIsAcceptedAsInTheKernel() => AssertRead(sessionNode: "luo-session@1");

    [Fact]
    public void ASessionNodeWithoutCompatibleIsRefused() =>
        AssertRefused(FdtError.NotFound, "no property compatible in /luo-session", sessionCompatible: null);

    [Fact]
    public void AnotherVersionOfTheSessionsIsRefused() =>
        AssertRefused(FdtError.BadValue, "/luo-session is not compatible with luo-session-v1",
            sessionCompatible: "luo-session-v2");

    [Fact]
    public void ASessionNodeWithoutAddressIsRefused() =>
        AssertRefused(FdtError.NotFound, "no property luo-session-header in /luo-session", addressSize: null);

    [Fact]
    public void AnAddressOfAnotherSizeIsRefused() =>
        AssertRefused(FdtError.BadValue, "luo-session-header in /luo-session has 4 bytes, not 8", addressSize: 4);

    [Fact]
    public void TheTreeThatTheseTestsSpoilIsAccepted() => AssertRead();

    private static void AssertRead(string sessionNode = "luo-session") =>
        Assert.True(LuoTree.Read(Tree("luo-v1", 8, sessionNode, "luo-session-v1", 8)).IsOk);

    private static void AssertRefused(
        FdtError code, string message, string? rootCompatible = "luo-v1", int? numberSize = 8,
        string sessionNode = "luo-session", string? sessionCompatible = "luo-session-v1", int? addressSize = 8)
    {
        byte[] tree = Tree(rootCompatible, numberSize, sessionNode, sessionCompatible, addressSize);
        FdtReadError error = LuoTree.Read(tree).Error!;
        Assert.Equal(code, error.Code);
        Assert.Equal($"device tree: byte {error.Offset}: {message}", error.Message);
    }

    private static byte[] Tree(
        string? rootCompatible, int? numberSize, string sessionNode, string? sessionCompatible, int? addressSize)
    {
        var page = new byte[Limits.FdtSize];
        var writer = new FdtWriter(page);
        writer.Create();
        writer.FinishReserveMap();
        writer.BeginNode(""u8);
        WriteProperties(writer, rootCompatible, LuoTree.NumberProperty, numberSize);
        writer.BeginNode(System.Text.Encoding.ASCII.GetBytes(sessionNode));
        WriteProperties(writer, sessionCompatible, LuoTree.SessionHeaderProperty, addressSize);
        writer.EndNode();
        Assert.Equal(FdtError.None, LuoTree.WriteRootEnd(writer));
        return page;
    }

    private static void WriteProperties(FdtWriter writer, string? compatible, ReadOnlySpan<byte> number, int? size)
    {
        if (compatible is not null)
            writer.PropertyString(LuoTree.CompatibleProperty, System.Text.Encoding.ASCII.GetBytes(compatible));
        if (size is { } bytes)
            writer.Property(number, new byte[bytes]);
    }
}
