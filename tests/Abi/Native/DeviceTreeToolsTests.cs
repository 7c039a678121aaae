namespace LuoVerified.Abi.Tests.Native;

/// <summary>The tree as the usual tools see it. Each has its pair: corrupted bytes that the tool must refuse.</summary>
public class DeviceTreeToolsTests
{
    private static readonly (ulong, ulong)[] Numbers =
        [(0, 0), (7, 0x1234000), (ulong.MaxValue, ulong.MaxValue), (0x0102030405060708, 0x1122334455667788)];

    [Fact]
    public void TheDeviceTreeCompilerReadsTheTreeAndItsOwnCopyHasTheSameNumbers()
    {
        Tools.Require("dtc");
        using var folder = new TemporaryFolder();
        foreach ((ulong number, ulong address) in Numbers)
        {
            string copy = folder.File("copy.dtb");
            Tools.Answer answer = Compile(folder, LuoTree.Write(number, address), "dtb", copy);
            Assert.Equal((0, ""), (answer.ExitCode, answer.Errors));
            LuoTreeResult read = LuoTree.Read(File.ReadAllBytes(copy));
            Assert.Equal((number, address), (read.Number, read.SessionHeaderAddress));
        }
    }

    [Fact]
    public void TheDeviceTreeCompilerShowsTheTreeAsSource()
    {
        Tools.Require("dtc");
        using var folder = new TemporaryFolder();
        Tools.Answer answer = Compile(folder, LuoTree.Write(0x0102030405060708, 0x1234000), "dts", "-");
        Assert.Equal(
            """
            /dts-v1/;

            / {
            	compatible = "luo-v1";
            	liveupdate-number = <0x8070605 0x4030201>;

            	luo-session {
            		compatible = "luo-session-v1";
            		luo-session-header = <0x402301 0x00>;
            	};
            };

            """, answer.Output);
    }

    [Fact]
    public void TheDeviceTreeCompilerRefusesASpoiltTree()
    {
        Tools.Require("dtc");
        using var folder = new TemporaryFolder();
        Assert.NotEqual(0, Compile(folder, Spoilt(), "dtb", folder.File("copy.dtb")).ExitCode);
    }

    [Fact]
    public void TheDumpToolShowsBothNodesAndBothNumbers()
    {
        Tools.Require("fdtdump");
        using var folder = new TemporaryFolder();
        Tools.Answer answer = Dump(folder, LuoTree.Write(0x0102030405060708, 0x1234000));
        Assert.Equal(0, answer.ExitCode);
        foreach (string line in (string[])[
            "// version:		17", "// last_comp_version:	16", "// boot_cpuid_phys:	0x0",
            "compatible = \"luo-v1\";", "liveupdate-number = <0x08070605 0x04030201>;",
            "luo-session {", "compatible = \"luo-session-v1\";", "luo-session-header = <0x00402301 0x00000000>;"])
            Assert.Contains(line, answer.Output);
    }

    [Fact]
    public void TheDumpToolRefusesASpoiltTree()
    {
        Tools.Require("fdtdump");
        using var folder = new TemporaryFolder();
        Assert.NotEqual(0, Dump(folder, Spoilt()).ExitCode);
    }

    private static byte[] Spoilt()
    {
        byte[] page = LuoTree.Write(1, 2);
        page[0] ^= 1;
        return page;
    }

    private static Tools.Answer Compile(TemporaryFolder folder, byte[] page, string format, string output)
    {
        string input = folder.File("input.dtb");
        File.WriteAllBytes(input, page);
        return Tools.Run("dtc", "-I", "dtb", "-O", format, "-o", output, input);
    }

    private static Tools.Answer Dump(TemporaryFolder folder, byte[] page)
    {
        string input = folder.File("input.dtb");
        File.WriteAllBytes(input, page);
        return Tools.Run("fdtdump", input);
    }
}
