using System.Diagnostics;
using System.Text;

namespace LuoVerified.Cli.Tests;

/// <summary>The built program on a terminal of its own, which <c>script</c> of util-linux makes.</summary>
public sealed class TerminalTests : IDisposable
{
    private const string Colour = "\e[3";
    private const string Script = "/usr/bin/script";

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    /// <summary>What runs the tests may ignore interrupts.</summary>
    [Theory]
    [InlineData("schedules: two-retrieves", "check", "--iterations", "1000000000", "--scenario", "two-retrieves")]
    [InlineData("a second: two-retrieves", "prove", "--samples", "1000000000", "--scenario", "two-retrieves")]
    [InlineData("1x3 on hardened", "prove", "--programs", "1x3", "--design", "hardened")]
    [InlineData("symmetry none: level", "model", "--names", "4", "--handles", "6")]
    [InlineData("rules broken: ", "fuzz", "--programs", "1000000", "--design", "hardened")]
    public void AnInterruptLeavesNoLiveLine(string shown, params string[] args)
    {
        string[] all = args[0] == "model" ? args : [.. args, "--out", Path.Combine(_scratch.Folder, "traces")];
        using Process terminal = Start($"env --default-signal=INT {ProcessRun.Command(all)}");
        var screen = new Screen();
        while (!screen.Lines.Any(line => line.Contains(shown, StringComparison.Ordinal)))
        {
            int next = terminal.StandardOutput.Read();
            Assert.True(next >= 0, $"no live line: {string.Join('\n', screen.Lines)}");
            screen.Write((char)next);
        }

        terminal.StandardInput.Write('\x03');
        terminal.StandardInput.Flush();
        screen.Write(terminal.StandardOutput.ReadToEnd());
        terminal.WaitForExit();

        Assert.Equal(130, terminal.ExitCode);
        Assert.Empty(screen.Lines);
    }

    /// <summary>Above the live line, before the table.</summary>
    [Theory]
    [InlineData("check", "--iterations", "50", "--workers", "1")]
    [InlineData("prove", "--samples", "0")]
    public void AViolationIsShownAsSoonAsItIsFound(params string[] args)
    {
        string text = Run("", [.. args, "--scenario", "retrieve-against-retrieve-and-close", "--out", Path.Combine(_scratch.Folder, "t")]);
        int violation = text.IndexOf("[1/2] retrieve-against-retrieve-and-close on as-posted: use-after-free", StringComparison.Ordinal);
        Assert.InRange(violation, 0, text.IndexOf("[2/2]", StringComparison.Ordinal));
        var screen = new Screen();
        screen.Write(text);
        Assert.Single(screen.Lines, line => line.StartsWith('['));
    }

    [Theory]
    [InlineData("check", "--iterations", "50", "--scenario", "retrieve-against-retrieve-and-close")]
    [InlineData("prove", "--samples", "0", "--scenario", "retrieve-against-retrieve-and-close")]
    [InlineData("prove", "--programs", "1x1", "--names", "1", "--kernels", "1", "--design", "hardened")]
    [InlineData("fuzz", "--programs", "1", "--design", "hardened")]
    [InlineData("model", "--names", "1", "--handles", "1", "--kernels", "1")]
    public void VerdictsHaveColoursOnATerminal(params string[] args)
    {
        string coloured = Run("", args[0] == "model" ? args : [.. args, "--out", _scratch["t"]]);
        Assert.Contains($"{Colour}2mpass", coloured, StringComparison.Ordinal);
        Assert.Equal(args.Contains("retrieve-against-retrieve-and-close"), coloured.Contains($"{Colour}1muse-after-free", StringComparison.Ordinal));
    }

    /// <summary>Whether they are wanted is asked in one place, for all commands.</summary>
    [Theory]
    [InlineData("check", "--iterations", "50", "--scenario", "retrieve-against-retrieve-and-close")]
    [InlineData("model", "--names", "1", "--handles", "1", "--kernels", "1")]
    public void ThereAreNoColoursIfTheyAreNotWanted(params string[] args)
    {
        string[] all = args[0] == "model" ? args : [.. args, "--out", _scratch["t"]];
        Assert.DoesNotContain(Colour, Run("NO_COLOR=1", all), StringComparison.Ordinal);
        Assert.DoesNotContain('\e', Run("TERM=dumb", all).Replace("\e[?1h\e=", "", StringComparison.Ordinal));

        ProcessRun redirected = ProcessRun.Of("", all);
        Assert.DoesNotContain('\e', redirected.Output);
        Assert.DoesNotContain('\e', redirected.Error);
        Assert.DoesNotContain('\r', redirected.Error);
    }

    [Theory]
    [InlineData(66)]
    [InlineData(80)]
    [InlineData(120)]
    public void TablesFitTheTerminal(int columns)
    {
        string[] args = ["prove", "--samples", "0", "--scenario", "live-update-under-load", "--out", Path.Combine(_scratch.Folder, "t")];
        string command = $"stty cols {columns}; env NO_COLOR=1 {ProcessRun.Command(args)}";
        string[] lines = [.. Read(command).Split("\r\n").SkipWhile(line => !line.EndsWith("covered on as-posted", StringComparison.Ordinal)).TakeWhile(line => !line.StartsWith("lock order", StringComparison.Ordinal))];
        Assert.Contains(lines, line => line.Contains("image-equals-live", StringComparison.Ordinal));
        Assert.All(lines.Skip(1), line => Assert.InRange(line.Length, 0, columns));

        // As it is, the first column on lines of its own, or in more tables than one.
        Assert.Equal(columns != 80, lines.TakeWhile(line => line != "covered on hardened").Any(line => line.StartsWith(" live-update-under-load ", StringComparison.Ordinal)));
    }

    private static string Run(string variable, string[] args) => Read($"env {variable} {ProcessRun.Command(args)}");

    private static string Read(string command)
    {
        using Process terminal = Start(command);
        string text = terminal.StandardOutput.ReadToEnd();
        terminal.WaitForExit();
        Assert.Equal(0, terminal.ExitCode);
        return text;
    }

    private static Process Start(string command)
    {
        if (!File.Exists(Script))
        {
            Assert.Skip("script is not installed");
        }

        var start = new ProcessStartInfo(Script, ["-qefc", command, "/dev/null"]) { RedirectStandardInput = true, RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 };
        start.Environment["TERM"] = "xterm";
        start.Environment.Remove("NO_COLOR");
        return Process.Start(start)!;
    }
}
