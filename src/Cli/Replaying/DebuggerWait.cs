using System.Diagnostics;
using System.Globalization;
using LuoVerified.Check.Traces;
using LuoVerified.Cli.Files;

namespace LuoVerified.Cli.Replaying;

/// <summary>Waits for a debugger before a step, and breaks into it.</summary>
/// <param name="step">The number of the step, for the message.</param>
/// <param name="patience">How long it waits.</param>
/// <param name="error">Takes the messages.</param>
internal sealed class DebuggerWait(int step, TimeSpan patience, TextWriter error)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>What is to be done in a replay.</summary>
    /// <param name="replay">It.</param>
    /// <returns>The pause.</returns>
    /// <exception cref="FileProblemException">The trace has no such step.</exception>
    public ReplayPause Before(TraceReplay replay) => step <= replay.Trace.Steps.Count
        ? new ReplayPause(step, Wait)
        : throw new FileProblemException(
            replay.File, string.Create(CultureInfo.InvariantCulture, $"has {replay.Trace.Steps.Count} steps, and --break names step {step}"));

    /// <summary>Waits. If nobody comes, says so and goes on.</summary>
    private void Wait()
    {
        if (!Debugger.IsAttached)
        {
            Say($"luo: process {Environment.ProcessId} waits before step {step} for a debugger");
        }

        var clock = Stopwatch.StartNew();
        while (!Debugger.IsAttached && clock.Elapsed < patience)
        {
            System.Threading.Thread.Sleep(Interval);
        }

        if (Debugger.IsAttached)
        {
            Debugger.Break();
        }
        else
        {
            Say($"luo: no debugger came within {patience.TotalSeconds} s, the replay goes on");
        }
    }

    private void Say(FormattableString message)
    {
        error.Write($"{message.ToString(CultureInfo.InvariantCulture)}\n");
        error.Flush();
    }
}
