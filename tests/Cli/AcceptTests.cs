namespace LuoVerified.Cli.Tests;

/// <summary><c>luo prove --accept</c>: what was found becomes what must be found.</summary>
public sealed class AcceptTests : IDisposable
{
    private const string Race = "# Two retrieves.\nscenario r\nsummary s.\nsetup create a; kexec; deserialize # first\n"
        + "thread retrieve a; close a\nthread retrieve a\n";

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void TheNextRunIsAsExpectedAndPrintsTheSame()
    {
        string file = _scratch.Write("r.scenario", Race + "expect hardened: leak # wrong\nexpect as-posted: pass\n\n");

        CommandRun before = Prove(file);
        CommandRun accepting = Prove(file, "--accept");
        string written = _scratch.Read("r.scenario");
        CommandRun after = Prove(file);
        CommandRun again = Prove(file, "--accept");

        Assert.Equal([1, 0, 0, 0], [before.ExitCode, accepting.ExitCode, after.ExitCode, again.ExitCode]);
        Assert.Equal(Race + "expect hardened: pass\n# wrong\nexpect as-posted: use-after-free\n", written);
        Assert.Equal(after.Output, accepting.Output);
        Assert.Contains($"{file}: says what was found\n", accepting.Error, StringComparison.Ordinal);
        Assert.Equal((written, after.Output), (_scratch.Read("r.scenario"), again.Output));
        Assert.DoesNotContain("says what was found", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void DataRacesAreStatedToo()
    {
        string file = _scratch.Write("d.scenario", "scenario d\r\nsummary s.\r\nsetup create a; kexec\r\nthread deserialize\r\nthread deserialize");

        Assert.Equal(0, Prove(file, "--design", "as-posted", "--accept").ExitCode);

        string written = _scratch.Read("d.scenario");
        Assert.Contains("\r\nrace as-posted: AsPostedSessions._err: read in deserialize | write in deserialize\r\n", written, StringComparison.Ordinal);
        Assert.Equal(0, Prove(file, "--design", "as-posted").ExitCode);
        Assert.DoesNotContain("\n", written.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsNotDecidedIsNotAccepted()
    {
        string file = _scratch.Write("r.scenario", Race + "expect hardened: leak\n");

        CommandRun run = Prove(file, "--accept", "--design", "hardened", "--max-executions", "1");

        Assert.Equal((4, Race + "expect hardened: leak\n"), (run.ExitCode, _scratch.Read("r.scenario")));
    }

    [Fact]
    public void ItWantsScenarioFilesThatCanBeWritten()
    {
        string file = _scratch.Write("r.scenario", Race);

        Assert.Equal((2, "luo: --accept goes with scenario files, and not with --shard. See 'luo prove --help'.\n"), Refused("--accept"));
        Assert.Equal((2, "luo: --accept goes with scenario files, and not with --shard. See 'luo prove --help'.\n"), Refused("--accept", file, "--shard", "1/2"));
        Assert.Equal(Race, _scratch.Read("r.scenario"));
    }

    private (int ExitCode, string Error) Refused(params string[] args)
    {
        CommandRun run = CommandRun.Of(["prove", .. args, "--out", Path.Combine(_scratch.Folder, "t")]);
        return (run.ExitCode, run.Error);
    }

    private CommandRun Prove(string file, params string[] args) =>
        CommandRun.Of(["prove", file, "--samples", "0", "--out", Path.Combine(_scratch.Folder, "t"), .. args]);
}
