using System.Diagnostics;
using System.Threading;
using LuoVerified.Check;
using LuoVerified.Cli.Checking;
using LuoVerified.Cli.Failing;
using LuoVerified.Sessions.Proving;

namespace LuoVerified.Cli.Proving;

/// <summary>Shows how proving gets on: a line for each pair, on a terminal only for those that break a rule or have no proof, above the
/// live one.</summary>
/// <param name="line">Takes the lines.</param>
internal sealed class ProofProgress(LiveLine line)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private string _at = "";
    private string _pair = "";
    private long _executions;

    /// <summary>A pair begins.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="total">How many there are.</param>
    /// <param name="pair">The pair.</param>
    public void Began(int number, int total, PlacedPair pair)
    {
        (_at, _pair) = ($"[{number}/{total}]", $"{pair.Scenario.Name} on {pair.Design.Name}");
        line.Show($"{_at} {_pair}");
    }

    /// <summary>Called after each execution, by any worker; cheap.</summary>
    public void Ran()
    {
        long executions = Interlocked.Increment(ref _executions);
        line.Show(() => $"{_at} {ReportTable.Number(executions)} executions, "
            + $"{ReportTable.Number((long)(executions / Math.Max(_clock.Elapsed.TotalSeconds, 0.001)))} a second: {_pair}");
    }

    /// <summary>A pair was proved.</summary>
    /// <param name="proof">The proof.</param>
    public void Ended(Proof proof)
    {
        if (!line.IsLive)
        {
            Say($"covered {ProofTable.Covered(proof)}");
        }
        else if (proof.Verdict == Verdict.Violation)
        {
            Say(string.Join(", ", proof.Broken));
        }
    }

    /// <summary>A pair has no proof.</summary>
    /// <param name="why">In a word.</param>
    public void Failed(string why) => Say(why);

    private void Say(string how)
    {
        line.Write($"{_at} {_pair}: {how}\n");
        line.Flush();
    }
}
