using LuoVerified.Check.Reports;
using LuoVerified.Check.Runs;
using LuoVerified.Check.Traces;

namespace LuoVerified.Protocols.Tests;

/// <summary>Takes findings back to the real locks.</summary>
internal static class Replaying
{
    /// <summary>A finding replays step by step, by way of a trace file.</summary>
    public static void Replays(Subject subject, Finding found)
    {
        string text = TraceText.Format(Trace.Of(subject, found));
        Trace trace = TraceText.Parse(text, "trace", subject);
        Assert.Equal(text, TraceText.Format(trace));
        ReplayResult replay = Replayer.Replay(trace, subject);
        Assert.True(replay.Reproduces(trace), $"{replay.Divergence}\n{text}");
    }
}
