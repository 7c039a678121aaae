using LuoVerified.Cli.Failing;
using LuoVerified.Sessions.Reports;

namespace LuoVerified.Cli.Checking;

/// <summary>Shows how a check gets on: a line for each pair, on a terminal only for those that break a rule or have no result, above
/// the live one. Lines come in the order of the pairs, whenever these end.</summary>
/// <param name="line">Takes the lines.</param>
internal sealed class CheckProgress(LiveLine line)
{
    private readonly SortedDictionary<int, string> _waiting = [];
    private int _next;

    /// <summary>A pair begins.</summary>
    /// <param name="index">Its place, from 0.</param>
    /// <param name="total">How many there are.</param>
    /// <param name="pair">The pair.</param>
    /// <returns>Shows how it gets on.</returns>
    public PairProgress Began(int index, int total, PlacedPair pair) => new(
        this, line, index, $"[{index + 1}/{total}]", $"{pair.Scenario.Name} on {pair.Design.Name}");

    /// <summary>The traces of a pair are about to be shrunk; all have ended.</summary>
    /// <param name="result">What came of it.</param>
    public void Shrinking(CheckResult result) => line.Show($"shrinking: {result.Scenario.Name} on {result.Design.Name}");

    /// <summary>A pair has ended.</summary>
    /// <param name="index">Its place.</param>
    /// <param name="text">What is to be said about it; empty for nothing.</param>
    public void Ended(int index, string text)
    {
        lock (_waiting)
        {
            _waiting.Add(index, text);
            while (_waiting.Remove(_next, out string? said))
            {
                _next++;
                line.Write(said);
            }

            line.Flush();
        }
    }
}
