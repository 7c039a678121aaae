using LuoVerified.Abi;
using LuoVerified.Cli.Shell;
using LuoVerified.Impl;

namespace LuoVerified.Cli.Tests;

/// <summary>The operations: what blocks is undone, and the machine goes on as if it had never been asked.</summary>
public sealed class SessionConsoleTests
{
    public static TheoryData<string> Designs() => new(Design.Default.Select(design => design.Name));

    [Theory]
    [MemberData(nameof(Designs))]
    public void WhatBlocksLeavesNoTrace(string designName)
    {
        Design design = Design.All.Single(each => each.Name == designName);
        string[] before = ["create x", "create y", "kexec", "retrieve x", "close h3", "retrieve y", "close h4", "quiesce"];
        string[] blocked = ["quiesce", "create a", "retrieve y", "serialize", "kexec"];
        string[] after = ["resume", "create a", "create b", "close h5", "serialize", "kexec", "list incoming", "number", "counts"];

        string expected = ShellRun.Results(design, [.. before, .. after]);
        string actual = ShellRun.Results(design, [.. before, .. blocked, .. blocked, .. after]);

        string waits = string.Concat(Enumerable.Repeat(" | would-block", 2 * blocked.Length));
        int quiesced = expected.IndexOf(" | true", StringComparison.Ordinal) + " | true".Length;
        Assert.Equal(expected.Insert(quiesced, waits), actual);
    }

    [Fact]
    public void AsPostedADeserializeThatBlocksIsPossibleAfterResume() => Assert.Equal(
        "ok h1 | ok h2 | ok | ok | true | would-block | would-block | 0 | ok | ok | 2 -a -b | ok h3",
        ShellRun.Results(
            Design.AsPosted,
            "create a", "create b", "serialize", "reboot", "quiesce", "deserialize", "deserialize", "list incoming", "resume",
            "deserialize", "list incoming", "retrieve b"));

    [Fact]
    public void WhatWasDeserializedIsNotThereAgainAfterAnUndo() => Assert.Equal(
        "ok h1 | ok | ok | ok | ok h2 | ok | true | would-block | ok | ok | 0",
        ShellRun.Results(
            Design.AsPosted,
            "create a", "serialize", "reboot", "deserialize", "retrieve a", "close h2", "quiesce", "create b", "resume",
            "deserialize", "list incoming"));

    [Fact]
    public void HandlesOfAnEarlierMachineStayClosedAfterAnUndo() => Assert.Equal(
        "ok h1 | ok h2 | ok | ok h3 | ok | true | would-block | ok | ok h4 | -EBADF | -EBADF | ok",
        ShellRun.Results(
            Design.AsPosted,
            "create a", "create b", "coldboot", "create a", "close h3", "quiesce", "create a", "resume", "create a", "close h1",
            "close h3", "close h4"));

    [Theory]
    [MemberData(nameof(Designs))]
    public void AnEscapeNamesEveryByte(string designName)
    {
        Design design = Design.All.Single(each => each.Name == designName);
        for (int value = 1; value < 256; value++)
        {
            string printed = value is >= 0x21 and <= 0x7e and not '%' ? $"{(char)value}" : $"%{value:X2}";

            Assert.Equal(
                $"ok h1 | -EEXIST | ok | 1 -{printed} | ok h2",
                ShellRun.Results(design, $"create %{value:x2}", $"create %{value:X2}", "kexec", "list incoming", $"retrieve %{value:X2}"));
        }
    }

    [Theory]
    [MemberData(nameof(Designs))]
    public void OneSessionTooManyIsRefusedAndAFullBlockArrives(string designName)
    {
        Design design = Design.All.Single(each => each.Name == designName);
        IEnumerable<string> names = Enumerable.Range(0, Limits.SessionCapacity + 1).Select(i => $"create {i}");

        string results = ShellRun.Results(design, [.. names, "counts", "kexec", "counts", "retrieve 1022", "retrieve 1023"]);

        Assert.EndsWith(
            "ok h1023 | -ENOMEM | incoming=0 outgoing=1023 | ok | incoming=1023 outgoing=0 | ok h1024 | -ENOENT",
            results, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hardened")]
    [InlineData("mainline-7.2")]
    public void FilesGoFromKernelToKernel(string design) => Assert.Equal(
        "ok h1 | ok | -EEXIST | ok h2 | -EBUSY | ok a | -EINVAL | -EINVAL | ok | ok h3 | ok | -ENOENT | -EINVAL | ok | -ENOENT | ok | -EBADF",
        ShellRun.Results(
            Design.All.Single(each => each.Name == design),
            "create a", "preserve-fd h1 7", "preserve-fd h1 7", "create b", "preserve-fd h2 7", "get-name h1", "get-name h1 1", "finish h1", "kexec",
            "retrieve a", "retrieve-fd h3 7", "retrieve-fd h3 8", "finish h3 1", "finish h3", "retrieve-fd h3 7", "close h3", "finish h3"));

    [Theory]
    [InlineData("hardened")]
    [InlineData("mainline-7.2")]
    public void AFileIsNamedApartFromItsToken(string design) => Assert.Equal(
        "ok h1 | ok | -EBUSY | ok | -EBADF | -ENOENT | -EEXIST",
        ShellRun.Results(
            Design.All.Single(each => each.Name == design),
            "create a", "preserve-fd h1 7 f1", "preserve-fd h1 8 f1", "preserve-fd h1 8 f7", "preserve-fd h1 9 closed", "preserve-fd h1 9 unhandled",
            "preserve-fd h1 8 closed"));

    [Fact]
    public void ADesignWithoutFilesSaysSo() => Assert.Equal(
        "ok h1 | not-in-design | not-in-design", ShellRun.Results(Design.AsPosted, "create a", "preserve-fd h1 7", "get-name h1"));

    [Fact]
    public void ABrokenRuleEndsTheSessionWithTheFirstOne()
    {
        ShellRun run = ShellRun.Of(FlawedDesigns.DoubleFree, "number\ncreate a\nnumber\n");

        Assert.Equal(
            new ShellRun(ExitCode.Violation, "0\n", "violation: double-free: thing is freed twice\n"), run);
    }

    [Fact]
    public void WithoutAKernelOnlyAColdBootHelps() => Assert.Equal(
        "ok | -EINVAL | no-kernel | no-kernel | no-kernel | ok | 0 | -EINVAL | no-kernel",
        ShellRun.Results(
            FlawedDesigns.RefusesHandOver,
            "serialize", "reboot", "number", "close h1", "kexec", "coldboot", "number", "kexec", "number"));

    [Fact]
    public void AHundredThousandOperationsTakeNoTimeToSpeakOf()
    {
        // Half of them block; undoing each by doing the others again would take hours.
        IEnumerable<string> work = Enumerable.Range(1, 25_000).SelectMany(i => new[] { "create a", $"close h{i}" });
        IEnumerable<string> waits = Enumerable.Repeat("create a", 50_000);

        string results = ShellRun.Results(Design.Hardened, [.. work, "quiesce", .. waits, "resume", "create a"]);

        Assert.EndsWith("would-block | ok | ok h25001", results, StringComparison.Ordinal);
    }
}
