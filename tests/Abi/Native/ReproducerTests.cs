namespace LuoVerified.Abi.Tests.Native;

/// <summary>The reproducer of docs/findings.md: it compiles without a warning, and without the device it says so.</summary>
public sealed class ReproducerTests : IDisposable
{
    private const string Name = "duplicate-create";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--yes")]
    [InlineData("--control")]
    [InlineData("")]
    public void WithoutTheDeviceItTriesNothing(string argument)
    {
        Tools.Answer compiled = Gcc(text => text);
        Assert.True(compiled.ExitCode == 0, compiled.Errors);
        if (File.Exists("/dev/liveupdate"))
            Assert.Skip("this machine has /dev/liveupdate: the reproducer is not run on it");
        Tools.Answer answer = Tools.Run(_folder.File(Name), argument);
        Assert.Equal((2, ""), (answer.ExitCode, answer.Output));
        Assert.Equal("duplicate-create: /dev/liveupdate: No such file or directory; nothing was tried\n", answer.Errors);
    }

    /// <summary>What compiles is not accepted whatever it is: the size of the structure is the kernel's.</summary>
    [Fact]
    public void AnotherSizeOfTheStructureDoesNotCompile()
    {
        Tools.Answer answer = Gcc(text => text.Replace("SESSION_NAME_LENGTH 64", "SESSION_NAME_LENGTH 60", StringComparison.Ordinal));
        Assert.NotEqual(0, answer.ExitCode);
        Assert.Contains("the kernel has 72 bytes", answer.Errors, StringComparison.Ordinal);
    }

    private Tools.Answer Gcc(Func<string, string> change)
    {
        Tools.Require("gcc");
        using var text = new StreamReader(typeof(ReproducerTests).Assembly.GetManifestResourceStream(Name + ".c")!);
        string source = _folder.File(Name + ".c");
        File.WriteAllText(source, change(text.ReadToEnd()));
        return Tools.Run("gcc", "-std=gnu11", "-Wall", "-Wextra", "-Werror", "-o", _folder.File(Name), source);
    }
}
