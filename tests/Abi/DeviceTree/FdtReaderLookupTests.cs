using LuoVerified.Abi.DeviceTree;
using static LuoVerified.Abi.Tests.DeviceTree.FdtWriterTests;

namespace LuoVerified.Abi.Tests.DeviceTree;

public class FdtReaderLookupTests
{
    [Fact]
    public void ANameWithoutUnitAddressAlsoMeansANodeWithOne()
    {
        FdtReader reader = Finished(writer =>
        {
            Node(writer, "ab");
            Node(writer, "a@1");
            Node(writer, "a");
        });
        Assert.Equal("a@1", NameOfFound(reader, "a"u8));
        Assert.Equal("a@1", NameOfFound(reader, "a@1"u8));
        Assert.Equal("ab", NameOfFound(reader, "ab"u8));
        Assert.Null(NameOfFound(reader, "a@"u8));
        Assert.Null(NameOfFound(reader, "b"u8));
    }

    [Fact]
    public void ANameWithUnitAddressMeansNoLongerOne()
    {
        FdtReader reader = Finished(writer => Node(writer, "a@1@2"));
        Assert.Null(NameOfFound(reader, "a@1"u8));
        Assert.Equal("a@1@2", NameOfFound(reader, "a"u8));
    }

    [Fact]
    public void OnlyDirectSubnodesAreFound()
    {
        FdtReader reader = Finished(writer =>
        {
            writer.BeginNode("outer"u8);
            Node(writer, "inner");
            writer.EndNode();
            Node(writer, "last");
        });
        FdtNode outer = reader.FindSubnode(reader.Root, "outer"u8)!.Value;
        Assert.Null(reader.FindSubnode(reader.Root, "inner"u8));
        Assert.NotNull(reader.FindSubnode(outer, "inner"u8));
        Assert.Null(reader.FindSubnode(outer, "last"u8));
        Assert.Equal(["outer", "last"], reader.Subnodes(reader.Root).Select(each => reader.NameOf(each).ToString()));
    }

    [Fact]
    public void OfEqualPropertiesTheFirstIsFoundWithItsPlace()
    {
        FdtReader reader = Finished(writer =>
        {
            writer.Property("a"u8, [1, 2, 3]);
            writer.Property("a"u8, [4]);
        });
        FdtProperty found = reader.GetProperty(reader.Root, "a"u8)!.Value;
        Assert.Equal(new byte[] { 1, 2, 3 }, found.Value.Span);
        Assert.Equal(64 + 8 + 12, found.Offset); // header and reserve map, the root's tag and name, the property's head
        Assert.Null(reader.GetProperty(reader.Root, ""u8));
    }

    [Fact]
    public void APropertyBehindASubnodeIsNotFound()
    {
        FdtReader reader = Finished(writer =>
        {
            Node(writer, "a");
            writer.Property("late"u8, []);
        });
        Assert.Null(reader.GetProperty(reader.Root, "late"u8));
        Assert.Empty(reader.Properties(reader.Root));
    }

    [Theory]
    [InlineData("x\0", FdtCompatibility.Compatible, "the only string")]
    [InlineData("a\0x\0b\0", FdtCompatibility.Compatible, "a string in the middle")]
    [InlineData("x", FdtCompatibility.Compatible, "the last string lacks its NUL, the byte behind is zero")]
    [InlineData("a\0x", FdtCompatibility.Compatible, "the last string lacks its NUL, the byte behind is zero")]
    [InlineData("xx\0", FdtCompatibility.Incompatible, "a longer string")]
    [InlineData("ax\0", FdtCompatibility.Incompatible, "the end of a string")]
    [InlineData("", FdtCompatibility.Incompatible, "an empty list")]
    public void CompatibleMeansAWholeStringOfTheList(string list, FdtCompatibility expected, string why)
    {
        byte[] value = System.Text.Encoding.ASCII.GetBytes(list);
        FdtReader reader = Finished(writer => writer.Property("compatible"u8, value));
        Assert.True(expected == reader.CheckCompatible(reader.Root, "x"u8), why);
    }

    [Fact]
    public void WithoutTheListNothingIsCompatible()
    {
        FdtReader reader = Finished(_ => { });
        Assert.Equal(FdtCompatibility.NotFound, reader.CheckCompatible(reader.Root, "x"u8));
    }

    [Fact]
    public void ANodeOfAnotherReaderIsRefused()
    {
        FdtReader reader = Finished(_ => { }), other = Finished(_ => { });
        Assert.Throws<ArgumentException>(() => reader.NameOf(other.Root));
        Assert.Throws<ArgumentException>(() => reader.Subnodes(default));
        Assert.Throws<ArgumentException>(() => reader.Properties(other.Root));
        Assert.Throws<ArgumentException>(() => reader.GetProperty(default, "a"u8));
        Assert.Throws<ArgumentException>(() => reader.ByteOffsetOf(default));
    }

    private static void Node(FdtWriter writer, string name)
    {
        writer.BeginNode(System.Text.Encoding.ASCII.GetBytes(name));
        writer.EndNode();
    }

    private static string? NameOfFound(FdtReader reader, ReadOnlySpan<byte> name) =>
        reader.FindSubnode(reader.Root, name) is { } node ? reader.NameOf(node).ToString() : null;
}
