namespace LuoVerified.Cli.Tests;

/// <summary><c>luo validate</c>.</summary>
public sealed class ValidateTests : IDisposable
{
    private const string Head = """{"format":"luo-history 1","handedOver":"vm1"}""";
    private const string Deserialize = """{"thread":"p","operation":"deserialize","call":0,"return":5,"answer":"ok"}""";
    private const string First = """{"thread":"p","operation":"retrieve","name":"vm1","call":10,"return":20,"answer":"ok","handle":3}""";

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void AnExplainedHistoryPasses() => Validated(
        0,
        "pass: 5 calls, linearizable\n",
        Head,
        Deserialize,
        First,
        """{"thread":"q","operation":"retrieve","name":"vm1","call":15,"return":30,"answer":"-EINVAL"}""",
        """{"thread":"p","operation":"close","handle":3,"call":40,"return":41,"answer":"ok"}""",
        """{"thread":"q","operation":"create","name":"b","call":42}""");

    [Fact]
    public void RequestsToOpenSessionsAreCallsOfAHistory()
    {
        string[] calls =
        [
            Head, Deserialize, First,
            """{"thread":"p","operation":"get-name","handle":3,"call":21,"return":22,"answer":"ok"}""",
            """{"thread":"p","operation":"retrieve-fd","handle":3,"token":7,"call":23,"return":24,"answer":"-ENOENT"}""",
            """{"thread":"p","operation":"finish","handle":3,"reserved":1,"call":25,"return":26,"answer":"-EINVAL"}""",
            """{"thread":"p","operation":"create","name":"b","call":27,"return":28,"answer":"ok","handle":4}""",
            """{"thread":"p","operation":"preserve-fd","handle":4,"token":7,"call":30,"return":40,"answer":"ok"}""",
        ];
        string second = """{"thread":"q","operation":"preserve-fd","handle":4,"token":7,"call":30,"return":40,"answer":"-EEXIST"}""";
        Validated(0, "pass: 8 calls, linearizable\n", [.. calls, second]);

        CommandRun both = Validate([.. calls, second.Replace("-EEXIST", "ok", StringComparison.Ordinal)]);
        Assert.Equal(1, both.ExitCode);
        Assert.Contains("must answer -EEXIST, answered ok", both.Output, StringComparison.Ordinal);

        string refused = second.Replace("-EEXIST", "-EIO", StringComparison.Ordinal);
        Assert.Equal(1, Validate([.. calls, refused]).ExitCode);
        Assert.Equal(0, CommandRun.Of("validate", "--refusals", _scratch.Write("h", string.Join('\n', [.. calls, refused]))).ExitCode);
    }

    [Theory]
    [InlineData(0, "f7", "-EBUSY")]
    [InlineData(1, "f7", "ok")]
    [InlineData(0, "f8", "ok")]
    [InlineData(1, "f8", "-EBUSY")]
    [InlineData(0, "closed", "-EBADF")]
    [InlineData(1, "closed", "-ENOENT")]
    [InlineData(0, "unhandled", "-ENOENT")]
    public void AHistorySaysWhichFileADescriptorStoodFor(int exitCode, string file, string answer) => Assert.Equal(exitCode, Validate(
        Head,
        """{"thread":"p","operation":"create","name":"b","call":27,"return":28,"answer":"ok","handle":4}""",
        """{"thread":"p","operation":"preserve-fd","handle":4,"token":7,"call":30,"return":40,"answer":"ok"}""",
        $$"""{"thread":"p","operation":"preserve-fd","handle":4,"token":8,"file":"{{file}}","call":41,"return":42,"answer":"{{answer}}"}""").ExitCode);

    [Fact]
    public void ASessionHandedOutTwiceIsAViolation()
    {
        CommandRun run = Validate(
            Head, Deserialize, First, """{"thread":"q","operation":"retrieve","name":"vm1","call":15,"return":30,"answer":"ok","handle":4}""");

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("threads: A is p, B is q\ncalls, time from left to right: [ call, ] return, > cut off\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("longest partial linearization, 2 of 3 calls\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("retrieve vm1 -> ok: must answer -EINVAL, answered ok\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void EachLineFitsEightyColumns()
    {
        string name = new('v', 63);
        CommandRun run = Validate(
            $$"""{"format":"luo-history 1","handedOver":"{{name}}"}""",
            Deserialize,
            First.Replace("vm1", name, StringComparison.Ordinal),
            $$"""{"thread":"{{new string('q', 60)}}","operation":"retrieve","name":"{{name}}","call":15,"return":30,"answer":"ok","handle":4}""");

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.Contains($"\n  retrieve {name} must\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void APendingCallMayHaveHappenedOrNot()
    {
        string pending = """{"thread":"q","operation":"create","name":"b","call":6}""";
        string exists = """{"thread":"p","operation":"create","name":"b","call":10,"return":11,"answer":"-EEXIST"}""";
        Validated(0, "pass: 3 calls, linearizable\n", Head, Deserialize, pending, exists);
        Validated(0, "pass: 3 calls, linearizable\n", Head, Deserialize, pending, exists.Replace("\"-EEXIST\"", "\"ok\",\"handle\":1", StringComparison.Ordinal));
        Assert.Equal(1, Validate(Head, Deserialize, exists).ExitCode);
    }

    [Fact]
    public void RealTimeIsRespected()
    {
        string late = """{"thread":"q","operation":"create","name":"b","call":12,"return":13,"answer":"ok","handle":1}""";
        string exists = """{"thread":"p","operation":"create","name":"b","call":10,"return":11,"answer":"-EEXIST"}""";
        Assert.Equal(1, Validate(Head, Deserialize, exists, late).ExitCode);
        Assert.Equal(0, Validate(Head, Deserialize, exists, late.Replace("12", "11", StringComparison.Ordinal)).ExitCode);
    }

    [Fact]
    public void ABoundMakesItInconclusive()
    {
        string file = _scratch.Write("h", string.Join('\n', Head, Deserialize, First));
        CommandRun run = CommandRun.Of("validate", file, "--max-configurations", "1");

        Assert.Equal((4, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("inconclusive: the order of 2 calls is not decided", run.Output, StringComparison.Ordinal);
    }

    /// <summary>Within one tick of a coarse clock a thread may return and call again; all that may overlap does.</summary>
    [Fact]
    public void AThreadMayReturnAndCallAgainAtTheSameTime()
    {
        string create = """{"thread":"p","operation":"create","name":"b","call":6,"return":8,"answer":"ok","handle":1}""";
        string close = """{"thread":"p","operation":"close","handle":1,"call":8,"return":8,"answer":"ok"}""";
        string again = """{"thread":"p","operation":"create","name":"b","call":8,"return":9,"answer":"ok","handle":1}""";
        string other = """{"thread":"q","operation":"create","name":"b","call":8,"return":20,"answer":"-EEXIST"}""";
        Validated(0, "pass: 5 calls, linearizable\n", Head, Deserialize, again, close, create, other);
        Assert.Equal(1, Validate(Head, Deserialize, create, again).ExitCode);
    }

    [Fact]
    public void WhatOneKernelHandsOverTheNextMustShow()
    {
        string head = """{"format":"luo-history 1"}""";
        string create = """{"thread":"p","operation":"create","name":"b","call":1,"return":2,"answer":"ok","handle":1}""";
        string serialize = """{"thread":"q","operation":"serialize","call":5,"return":6,"answer":"ok"}""";
        string cutOff = """{"thread":"p","operation":"create","name":"c","call":3}""";
        string first = _scratch.Write("first", string.Join('\n', head, create, cutOff, serialize));
        string second = _scratch.Write("second", string.Join('\n', head, Deserialize, First.Replace("vm1", "b", StringComparison.Ordinal)));
        Assert.Equal(new CommandRun(0, "pass: 5 calls, linearizable\n", ""), CommandRun.Of("validate", first, second));

        // A create that was cut off is handed over if it happened before the image was written.
        string cut = _scratch.Write("cut", string.Join('\n', head, Deserialize, First.Replace("vm1", "c", StringComparison.Ordinal)));
        Assert.Equal(0, CommandRun.Of("validate", first, cut).ExitCode);
        string late = _scratch.Write("late", string.Join('\n', head, create, serialize, cutOff.Replace("3", "7", StringComparison.Ordinal)));
        CommandRun run = CommandRun.Of("validate", late, cut);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("\nkernel 1\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("retrieve c must answer -ENOENT, answered ok\n", run.Output, StringComparison.Ordinal);

        // Not serialized, nothing is handed over.
        string none = _scratch.Write("none", string.Join('\n', head, create));
        Assert.Equal(1, CommandRun.Of("validate", none, second).ExitCode);

        string more = _scratch.Write("more", string.Join('\n', Head, Deserialize));
        Assert.Equal(
            new CommandRun(2, "", $"luo: {more}:1:40: belongs into the file of the first kernel\n"), CommandRun.Of("validate", first, more));
    }

    [Fact]
    public void ARefusedRequestIsAnAnswerIfItIsSaidThatThereMayBeSome()
    {
        string memory = """{"thread":"p","operation":"create","name":"b","call":6,"return":7,"answer":"-ENOMEM"}""";
        string file = """{"thread":"p","operation":"retrieve","name":"vm1","call":8,"return":9,"answer":"-ENFILE"}""";
        string[] lines = [Head, Deserialize, memory, file, First];
        Assert.Equal(1, Validate(lines).ExitCode);
        string history = _scratch.Write("h", string.Join('\n', lines));
        Assert.Equal(new CommandRun(0, "pass: 4 calls, linearizable\n", ""), CommandRun.Of("validate", history, "--refusals"));

        // What was refused has not happened.
        string again = """{"thread":"p","operation":"create","name":"b","call":21,"return":22,"answer":"-EEXIST"}""";
        history = _scratch.Write("h", string.Join('\n', [.. lines, again]));
        Assert.Equal(1, CommandRun.Of("validate", history, "--refusals").ExitCode);
    }

    /// <summary>Linux 7.2 answers EIO after a deserialize that failed, and waits once frozen.</summary>
    [Fact]
    public void ADesignMayBeAskedForSomethingElse()
    {
        string failed = Deserialize.Replace("\"ok\"", "\"-ENOMEM\"", StringComparison.Ordinal);
        string eio = """{"thread":"p","operation":"create","name":"b","call":6,"return":7,"answer":"-EIO"}""";
        string history = _scratch.Write("h", string.Join('\n', Head, failed, eio));
        Assert.Equal(1, CommandRun.Of("validate", history, "--refusals").ExitCode);
        Assert.Equal(0, CommandRun.Of("validate", history, "--refusals", "--design", "mainline-7.2").ExitCode);

        string serialize = """{"thread":"q","operation":"serialize","call":6,"return":7,"answer":"ok"}""";
        string busy = """{"thread":"p","operation":"create","name":"b","call":8,"return":9,"answer":"-EBUSY"}""";
        history = _scratch.Write("h", string.Join('\n', Head, Deserialize, serialize, busy));
        Assert.Equal(0, CommandRun.Of("validate", history).ExitCode);
        Assert.Contains("must wait", CommandRun.Of("validate", history, "--design", "mainline-7.2").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"format":"luo-history 2"}""", "1:11: the format is not 'luo-history 1'")]
    [InlineData("""{"format":"luo-history 1","x":1}""", "1:31: 'x' has no place here")]
    [InlineData("""{"format":"luo-history 1"} x""", "1:28: this is no JSON")]
    [InlineData("[]", "1:1: this is no object")]
    [InlineData(Head + "\n\n" + """{"thread":"p","operation":"destroy"}""", "3:27: 'destroy' is none of create, ")]
    [InlineData(Head + "\n" + """{"thread":"p","operation":"serialize","call":5,"return":4,"answer":"ok"}""", "2:57: returns before it is called")]
    [InlineData(Head + "\n" + """{"thread":"p","operation":"serialize","call":5,"return":6,"answer":"fine"}""", "2:68: 'fine' is none of ")]
    [InlineData(Head + "\n" + """{"thread":"p","operation":"serialize","call":-5}""", "2:46: 'call' wants a whole number")]
    [InlineData(Head + "\n" + """{"thread":"p","operation":"close","call":5}""", "2:1: 'handle' is missing")]
    [InlineData(Head + "\n" + """{"thread":"p","operation":"get-name","call":5}""", "2:1: 'handle' is missing")]
    [InlineData(Head + "\n" + """{"thread":"p","operation":"preserve-fd","handle":1,"call":5}""", "2:1: 'token' is missing")]
    [InlineData(Head + "\n" + """{"thread":"p","operation":"preserve-fd","handle":1,"token":1,"file":"1","call":5}""", "2:69: '1' is no file, want f ")]
    [InlineData(Head + "\n" + """{"thread":"p","operation":"finish","handle":1,"file":"f1","call":5}""", "2:54: 'file' has no place here")]
    [InlineData(Head + "\n" + """{"thread":"p","operation":"finish","handle":1,"token":1,"call":5}""", "2:55: 'token' has no place here")]
    [InlineData(Head + "\n" + Deserialize + "\n" + """{"thread":"p","operation":"serialize","call":4}""", "3:46: the thread's last call has not returned then")]
    public void BadInputIsNamedWithItsPlace(string text, string message)
    {
        string file = _scratch.Write("h", text);
        CommandRun run = CommandRun.Of("validate", file);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"luo: {file}:{message}", run.Error, StringComparison.Ordinal);
        Assert.Equal(run.Error.Length - 1, run.Error.IndexOf('\n', StringComparison.Ordinal));
    }

    private void Validated(int exitCode, string output, params string[] lines) =>
        Assert.Equal(new CommandRun(exitCode, output, ""), Validate(lines));

    private CommandRun Validate(params string[] lines) => CommandRun.Of("validate", _scratch.Write("h", string.Join('\n', lines)));
}
