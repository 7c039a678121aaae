using LuoVerified.Cli.Validating;

namespace LuoVerified.Cli.Tests;

/// <summary><c>luo validate --format ftrace</c>: what the kernel and <c>trace-cmd report</c> print of fprobes.</summary>
public sealed class FtraceTests : IDisposable
{
    private const string Create = """   sh-70  [000] ...1.   335.883195: luo_session_create__entry: (luo_session_create+0x4/0x340) name="a" """;
    private const string Created = "   sh-70  [000] .....   335.883208: luo_session_create__exit: (ksys_ioctl+0x75/0x100 <- luo_session_create) ret=0 file=0xffff888005cf9a80";

    private readonly Scratch _scratch = new();

    private static string Golden(string name) => Path.Combine(ProcessRun.Root(), "tests", "Cli", "Ftrace", $"{name}.txt");

    public void Dispose() => _scratch.Dispose();

    /// <summary>The file <c>trace</c> of one kernel, and what trace-cmd reports of the next.</summary>
    [Fact]
    public void TwoKernelsAreReadInTheTwoForms()
    {
        Assert.Equal(new CommandRun(0, "pass: 7 calls, linearizable\n", ""), Validate(Golden("trace")));
        Assert.Equal(new CommandRun(0, "pass: 9 calls, linearizable\n", ""), Validate(Golden("trace"), Golden("report")));
        Assert.Equal(0, Validate(Golden("report"), "--handed-over", "vm%20\"2\" x").ExitCode);

        CommandRun alone = Validate(Golden("report"));
        Assert.Equal((1, ""), (alone.ExitCode, alone.Error));
        Assert.StartsWith("threads: A is 901\ncalls, one after the other\n", alone.Output, StringComparison.Ordinal);
        Assert.Contains("retrieve vm%20\"2\" -> ok: must answer -ENOENT, answered ok\n", alone.Output, StringComparison.Ordinal);
    }

    /// <summary>Requests about files, and which of them is judged by what: each of these answers is the only one that passes.</summary>
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("ret=-16", "ret=0", 1)]
    [InlineData("ret=-16", "ret=-17", 1)]
    [InlineData("fd=5 token=0x2", "fd=7 token=0x2", 1)]
    [InlineData("fd=-1 token=0x2", "fd=-1 token=0x1", 1)]
    [InlineData("fd=6 token=0xffffffffffffffff", "fd=5 token=0xffffffffffffffff", 1)]
    [InlineData("ret=-9", "ret=-2", 0)]
    public void RequestsAboutFilesAreRead(string part, string instead, int exitCode)
    {
        string text = File.ReadAllText(Golden("files"));
        string file = _scratch.Write("f", part.Length == 0 ? text : text.Replace(part, instead, StringComparison.Ordinal));
        CommandRun run = Validate(file, Golden("files-next"));
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Error));
        Assert.StartsWith(exitCode == 0 ? "pass: 13 calls, linearizable\n" : "threads: A is 801, ", run.Output, StringComparison.Ordinal);
    }

    /// <summary>In the next kernel: what is handed out, what must be 0, and that a token is one of 64 bits.</summary>
    [Theory]
    [InlineData("token=0xffffffffffffffff", "token=0xfffffffffffffffe")]
    [InlineData("fd=1 token", "fd=0 token")]
    [InlineData("cmd=0xba41 fd=0 token=0x2", "cmd=0xba41 fd=0 token=0x1")]
    [InlineData("cmd=0xba42 fd=0 token", "cmd=0xba40 fd=0 token")]
    public void RequestsInTheNextKernelAreJudged(string part, string instead)
    {
        string text = File.ReadAllText(Golden("files-next"));
        Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.Equal(1, Validate(Golden("files"), _scratch.Write("f", text.Replace(part, instead, StringComparison.Ordinal))).ExitCode);
    }

    [Fact]
    public void AnswersAreReadInEachForm()
    {
        string quiesce = "   a b-c-71 (   70) [001] 335.9: luo_session_quiesce".Replace("335.9", "335.900000", StringComparison.Ordinal);
        foreach ((string ret, int exitCode) in ((string, int)[])[("1", 1), ("0x1", 1), ("0", 0), ("0x0", 0)])
        {
            Assert.Equal(exitCode, Lines(Create, Created, $"{quiesce}__entry: (ffffffff81a2b3c0)", $"{quiesce}__exit: (ffffffff81a2b3c0) ret={ret}").ExitCode);
        }

        string twice = Create.Replace("335.883195", "336.000001", StringComparison.Ordinal);
        string error = Created.Replace("335.883208", "336.000002", StringComparison.Ordinal);
        foreach ((string ret, int exitCode) in ((string, int)[])[("-17", 0), ("0xffffffef", 0), ("0xffffffffffffffef", 0), ("0", 1), ("-22", 1)])
        {
            Assert.Equal(exitCode, Lines(Create, Created, twice, error.Replace("ret=0", $"ret={ret}", StringComparison.Ordinal)).ExitCode);
        }
    }

    /// <summary>A name is bytes, whatever they are.</summary>
    [Fact]
    public void ANameMayBeAnyBytes()
    {
        string file = Path.Combine(_scratch.Folder, "t");
        File.WriteAllBytes(file, [.. """   sh-70  [000] ...1.   335.883195: luo_session_retrieve__entry: (x) name=" """u8[..^1], 0xff, 0x1b, .. "\"\n"u8]);
        string answer = "   sh-70  [000] ...1.   335.883196: luo_session_retrieve__exit: (x) ret=0 file=0x1\n";
        File.AppendAllText(file, answer);
        CommandRun run = Validate(file);

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Contains("retrieve %FF%1B", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', run.Output);
    }

    [Theory]
    [InlineData("1: this is no event of a trace", "hello")]
    [InlineData("2: events were lost: record with a larger buffer", Create, "CPU:1 [LOST 12 EVENTS]")]
    [InlineData("2: events were lost: record with a larger buffer", Create, "CPU:1 [12 EVENTS DROPPED]")]
    [InlineData("1: function_graph shows the address of a name, not the name: ", "# tracer: function_graph", Create)]
    [InlineData("1: function_graph shows the address of a name, not the name: ", "  sh-7 [000] 3.000001: funcgraph_entry:   |  luo_session_create(name=0xffff, filep=0xfffe) {")]
    [InlineData("1: luo_session_create returns and was not called: begin to record before the first call", Created)]
    [InlineData("2: luo_session_create: the thread is still in luo_session_create", Create, Create)]
    [InlineData("1: want name=\"...\" at the end of the line", "  sh-70 [000] 3.000001: luo_session_create__entry: (x) name=(fault)")]
    [InlineData("1: want file=0x...", "  sh-70 [000] 3.000001: luo_session_release__entry: (x) inode=0x1")]
    [InlineData("1: want cmd=0x...", "  sh-70 [000] 3.000001: luo_session_ioctl__entry: (x) file=0x1 fd=3 token=0x1")]
    [InlineData("1: want fd=...", "  sh-70 [000] 3.000001: luo_session_ioctl__entry: (x) file=0x1 cmd=0xba40 fd=(fault) token=0x1")]
    [InlineData("1: want fd=...", "  sh-70 [000] 3.000001: luo_session_ioctl__entry: (x) file=0x1 cmd=0xba42 token=0x1")]
    [InlineData("1: want token=0x...", "  sh-70 [000] 3.000001: luo_session_ioctl__entry: (x) file=0x1 cmd=0xba41 fd=3 token=18446744073709551615")]
    [InlineData("1: want file=0x...", "  sh-70 [000] 3.000001: luo_session_ioctl__entry: (x) cmd=0xba41 fd=3 token=0x1")]
    [InlineData("1: luo_session_ioctl returns and was not called: ", "  sh-70 [000] 3.000001: luo_session_ioctl__exit: (x) ret=0")]
    [InlineData(
        "2: luo_session_ioctl: the thread is still in luo_session_ioctl",
        "  sh-70 [000] 3.000001: luo_session_ioctl__entry: (x) file=0x1 cmd=0xba43 fd=0 token=0x0",
        "  sh-70 [000] 3.000002: luo_session_ioctl__entry: (x) file=0x1 cmd=0xba43 fd=0 token=0x0")]
    [InlineData("1: the time is too large", "  sh-70 [000] 99999999999.000001: luo_session_release__entry: (x) file=0x1")]
    [InlineData("2: want ret=...", Create, "  sh-70 [000] 335.900000: luo_session_create__exit: (x)")]
    [InlineData("2: want file=0x...", Create, "  sh-70 [000] 335.900000: luo_session_create__exit: (x) ret=0")]
    [InlineData("2: 3 is no answer of luo_session_create", Create, "  sh-70 [000] 335.900000: luo_session_create__exit: (x) ret=3")]
    [InlineData("2: -4000 is no answer that is known", Create, "  sh-70 [000] 335.900000: luo_session_create__exit: (x) ret=-4000")]
    [InlineData("2: returns before it is called: ", Create, "  sh-70 [000] 335.000000: luo_session_create__exit: (x) ret=-17")]
    [InlineData(" no call in it", "# tracer: nop")]
    public void BadInputIsNamedWithItsLine(string message, params string[] lines)
    {
        string file = _scratch.Write("t", Text(lines));
        CommandRun run = Validate(file);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"luo: {file}:{message}", run.Error, StringComparison.Ordinal);
        Assert.Equal(run.Error.Length - 1, run.Error.IndexOf('\n', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("luo: --handed-over: 'a%' is no name of a session\n", "--format", "ftrace", "--handed-over", "a%")]
    [InlineData("luo: --handed-over: a name twice\n", "--format", "ftrace", "--handed-over", "a a")]
    [InlineData("luo: --handed-over goes with --format ftrace only. See 'luo validate --help'.\n", "--handed-over", "a", "--format", "jsonl")]
    [InlineData("luo: --format: unknown name 'ftrac' (ftrace?), want one of: jsonl, ftrace. See 'luo validate --help'.\n", "--format", "ftrac")]
    public void OptionsThatMakeNoSenseAreRefused(string message, params string[] options)
    {
        string file = _scratch.Write("t", options.Contains("jsonl") ? """{"format":"luo-history 1"}""" : Text(Create));
        Assert.Equal(new CommandRun(2, "", message), CommandRun.Of(["validate", file, .. options]));
    }

    /// <summary>What docs/validate.md has for the kernel are the functions that are known, each with the arguments that it is read for.</summary>
    [Fact]
    public void ThePageHasEachFunction()
    {
        string page = File.ReadAllText(Path.Combine(ProcessRun.Root(), "docs", "validate.md"));
        string[] probes = [.. page.Split('\n').Where(line => line.StartsWith("    f luo_", StringComparison.Ordinal)).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1])];
        Assert.Equal(KernelFunction.All.DistinctBy(function => function.Name).SelectMany(each => (string[])[each.Name, $"{each.Name}%return"]), probes);
    }

    private static string Text(params string[] lines) => string.Concat(lines.Select(line => $"{line.TrimEnd()}\r\n"));

    private CommandRun Lines(params string[] lines) => Validate(_scratch.Write("t", Text(lines)));

    private static CommandRun Validate(params string[] args) => CommandRun.Of(["validate", "--format", "ftrace", .. args]);
}
