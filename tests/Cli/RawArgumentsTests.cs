using System.Text;

namespace LuoVerified.Cli.Tests;

/// <summary>File names that are not UTF-8, which the runtime cannot open: refused before anything is written.</summary>
public sealed class RawArgumentsTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("check", "--scenario two-retrieves --iterations 10 --out \"$name\"")]
    [InlineData("check", "--scenario two-retrieves --iterations 10 --json=\"$name\"")]
    [InlineData("check", "\"$name\"")]
    [InlineData("prove", "\"$name\" --accept")]
    [InlineData("replay", "\"$name\"")]
    [InlineData("abi", "inspect \"$name\"")]
    public void ANameThatIsNotUtf8IsRefusedBeforeAnythingIsWritten(string command, string rest)
    {
        string script = $"cd '{_scratch.Folder}' && name=$(printf 'caf\\351\\n') && exec {ProcessRun.Command(command)} {rest}";
        ProcessRun run = ProcessRun.Program("sh", ["-c", script], [("HOME", _scratch.Folder)]);
        string shown = rest.Contains("--json=", StringComparison.Ordinal) ? "--json=caf\\xe9" : "caf\\xe9";
        Assert.Equal(new ProcessRun(2, "", $"luo: '{shown}' is not UTF-8; file names must be\n"), run);
        Assert.Empty(_scratch.Files);
    }

    [Fact]
    public void NamesInUtf8AreFiles()
    {
        foreach (string name in (string[])["café.scenario", "\uFFFD.scenario", "日本 語.scenario"])
        {
            _scratch.Write(name, "scenario one\nsummary s\nthread create a\n");
            ProcessRun run = ProcessRun.AtHome(_scratch.Folder, "check", name, "--iterations", "5", "--design", "hardened");
            Assert.Equal((0, "one"), (run.ExitCode, run.Output.Split('\n')[2]));
        }
    }

    /// <summary>In a folder there may be one all the same.</summary>
    [Fact]
    public void AFileInAFolderSaysWhyItCannotBeOpened()
    {
        string script = $"cd '{_scratch.Folder}' && mkdir cases && printf 'scenario one\\n' > cases/\"$(printf 'caf\\351')\".scenario"
            + $" && exec {ProcessRun.Command("check", "cases")}";
        ProcessRun run = ProcessRun.Program("sh", ["-c", script], []);
        Assert.Equal(new ProcessRun(2, "", "luo: cases/caf\uFFFD.scenario: no such file, or its name is not UTF-8\n"), run);
        ProcessRun.Program("sh", ["-c", $"rm -r '{_scratch.Folder}/cases'"], []);
    }

    /// <summary>Those of whatever runs the program do not count, nor does the last zero byte.</summary>
    [Theory]
    [InlineData(null, "", 3)]
    [InlineData(null, "dotnet\0luo.dll\0check\0", 1)]
    [InlineData(null, "\u00FF\0luo.dll\0check\0\0", 2)]
    [InlineData("'\\xff' is not UTF-8; file names must be", "luo\0a\0\u00FF\0", 2)]
    [InlineData("'\\x1b[\\xc3(' is not UTF-8; file names must be", "luo\0\e[\u00C3(\0", 1)]
    public void OnlyArgumentsCount(string? problem, string bytes, int count) =>
        Assert.Equal(problem, RawArguments.Problem(Encoding.Latin1.GetBytes(bytes), count));
}
