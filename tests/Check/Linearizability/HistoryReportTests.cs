using LuoVerified.Abi;
using LuoVerified.Check.Linearizability;
using LuoVerified.Sessions.Linearizability;
using LuoVerified.Sessions.Runs;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;
using static LuoVerified.Check.Tests.Linearizability.Histories;

namespace LuoVerified.Check.Tests.Linearizability;

/// <summary>What a reader is told of a history that is not linearizable.</summary>
public class HistoryReportTests
{
    /// <summary>Two kernels, a call that the jump cut off, and three calls at the end that wait for one another.</summary>
    private static readonly SessionCall[] TwoKernels =
    [
        Create("a", 9, 0, 1, Errno.Ok, thread: -1),
        Create("b", 10, 2, null, Errno.Ok, thread: 0),
        Made(new SpecAction(SessionOperation.Serialize), 3, 4, Outcome.Ok, thread: 1),
        Made(new SpecAction(Jump.Instance), 5, 6, Outcome.Ok, thread: 1),
        Made(new SpecAction(SessionOperation.Deserialize), 7, 9, Outcome.Ok, thread: 0, kernel: 1),
        Made(new SpecAction(SessionOperation.Retrieve, ByteString.FromUtf8("a"), 17), 8, 12, Outcome.Of(Errno.EBUSY), thread: 1, kernel: 1),
        Made(new SpecAction(SessionOperation.Create, ByteString.FromUtf8("c"), 18, 0, SpecFault.FileCreation), 10, 13, Outcome.Ok, thread: 0, kernel: 1),
        Made(new SpecAction(SessionOperation.Resume, Thread: 2), 11, 14, Outcome.Ok, thread: 2, kernel: 1),
    ];

    [Fact]
    public void TheReportShowsTheCallsInTimeTheLongestOrderAndWhyNothingFollows() => Assert.Equal(
        """
        calls, time from left to right: [ call, ] return, > cut off
            1 - create a -> ok                          [=]
            2 A create b -> (cut off)                       [=======================>
            3 B serialize -> ok                               [=]
            4 B jump -> ok                                        [=]
        kernel 1
            5 A deserialize -> ok                                     [===]
            6 B retrieve a -> -EBUSY                                    [=======]
            7 A create c (file-creation refused) -> ok                      [=====]
            8 C resume -> ok                                                  [=====]

        longest partial linearization, 4 of 8 calls
            1 - create a -> ok
            3 B serialize -> ok
            4 B jump -> ok
            5 A deserialize -> ok
             leads to kernel 1: outgoing [] incoming [a] deserialized ok

        no call that could be next fits
            6 B retrieve a -> -EBUSY: must answer ok, answered -EBUSY
            7 A create c (file-creation refused) -> ok: must answer -ENFILE, answered ok
            8 C resume -> ok: must answer unlock-not-held, answered ok

        """.ReplaceLineEndings("\n"),
        LinearizabilityChecker.Check(TwoKernels, Empty).Report);

    [Fact]
    public void CallsThatDoNotOverlapHaveNoTimeAxis() => Assert.StartsWith(
        "calls, one after the other\n    1 A create a -> ok\n    2 B create a -> ok\n\nlongest partial",
        LinearizabilityChecker.Check(
            [
                Made(new SpecAction(SessionOperation.Create, ByteString.FromUtf8("a"), 1), 0, 1, Outcome.Ok, thread: 0),
                Made(new SpecAction(SessionOperation.Create, ByteString.FromUtf8("a"), 2), 2, 3, Outcome.Ok, thread: 1),
            ],
            Empty).Report,
        StringComparison.Ordinal);

    [Fact]
    public void TheLineNamesEachCallThatDoesNotFit() => Assert.Equal(
        "no order explains the answers of all 8 calls; after 4 of them, B: retrieve a must answer ok, answered -EBUSY, "
        + "A: create c must answer -ENFILE, answered ok, C: resume must answer unlock-not-held, answered ok",
        LinearizabilityChecker.Check(TwoKernels, Empty).Message);

    [Fact]
    public void ACallThatWouldWaitIsSaidTo()
    {
        SessionCall quiesce = Made(new SpecAction(SessionOperation.Quiesce, Thread: 0), 0, 1, Outcome.True);
        string report = LinearizabilityChecker.Check([quiesce, Create("a", 1, 2, 3, Errno.Ok)], Empty).Report;
        Assert.EndsWith("    2 A create a -> ok: must wait, answered ok\n", report, StringComparison.Ordinal);
    }

    [Fact]
    public void ALongHistoryWithLongNamesIsDrawnToScaleWithinEightyColumns()
    {
        SessionCall[] history =
        [
            .. Enumerable.Range(0, 200).Select(i => Create(
                $"{new string('x', 50)}-{i}", i + 1, 2 * i, (2 * i) + 3, i == 199 ? Errno.EBUSY : Errno.Ok, thread: i % 4)),
        ];
        string[] lines = LinearizabilityChecker.Check(history, SessionSpec.ColdBoot(1_000)).Report.Split('\n');
        Assert.Equal(80, lines.Max(line => line.Length));
        Assert.Equal($"  200 D create {new string('x', 18)}... -> -EBUSY  {new string(' ', 31)}|", lines[200]);
        Assert.Contains("longest partial linearization, 199 of 200 calls", lines);
    }
}
