using System.Threading;
using LuoVerified.Check.Runs;
using LuoVerified.Check.Traces;
using LuoVerified.Cli.Files;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Cli.Failing;

/// <summary>Why pairs have no result: errors of ours, scenarios that cannot be performed, designs that rule a scenario out. Each costs
/// the result of its scenario on its design and no other. Several threads may use it.</summary>
/// <param name="folder">Where trace files go; it must be there.</param>
/// <param name="options">The options that matter, as on the command line.</param>
/// <param name="seed">The seed; 0 if there is none.</param>
internal sealed class FailureLog(string folder, string options, uint seed = 0)
{
    private readonly Lock _gate = new();
    private readonly List<FailedPair> _pairs = [];
    private readonly List<InapplicablePair> _inapplicable = [];
    private int _printed;

    /// <summary>The pairs without a result so far, because of an error of ours, or because they cannot be performed, in the order of
    /// their errors.</summary>
    public IReadOnlyList<FailedPair> Pairs
    {
        get
        {
            lock (_gate)
            {
                return [.. _pairs];
            }
        }
    }

    /// <summary>The pairs that the design rules out, by number.</summary>
    public IReadOnlyList<InapplicablePair> Inapplicable => [.. _inapplicable.OrderBy(each => each.Pair.Number)];

    /// <summary>Does something for a pair; keeps why it cannot be done.</summary>
    /// <param name="pair">The scenario, the design, and the number of the pair.</param>
    /// <param name="work">What to do.</param>
    /// <returns>Null if it was done; else what stands in the place of a verdict.</returns>
    public string? Attempt(PlacedPair pair, Action work)
    {
        try
        {
            work();
            return null;
        }
        catch (Exception fault) when (IsOurs(fault))
        {
            Add(fault as RunErrorException ?? new RunErrorException(pair.Scenario.On(pair.Design), fault, []), pair.Number);
            return FailedPair.Word;
        }
        catch (InapplicableScenarioException ruledOut)
        {
            lock (_gate)
            {
                _inapplicable.Add(new InapplicablePair(pair, ruledOut.Reason));
            }

            return InapplicablePair.Word;
        }
        catch (UnusableProgramException problem)
        {
            lock (_gate)
            {
                _pairs.Add(FailedPair.Of(pair, problem));
            }

            return FailedPair.Unusable;
        }
    }

    /// <summary>Keeps an error and writes the file that leads to it.</summary>
    /// <param name="error">The error.</param>
    public void Add(RunErrorException error) => Add(error, number: 0);

    private void Add(RunErrorException error, int number)
    {
        lock (_gate)
        {
            try
            {
                _pairs.Add(FailedPair.Of(number, error, TraceFile.Write(folder, Trace.Of(error, options, seed)), problem: null));
            }
            catch (FileProblemException problem)
            {
                _pairs.Add(FailedPair.Of(number, error, trace: null, problem.Message.ReplaceLineEndings(" ")));
            }
        }
    }

    /// <summary>Prints a line for each error that has none yet, in the order of the pairs.</summary>
    /// <param name="error">Takes the lines.</param>
    public void Print(TextWriter error)
    {
        foreach (FailedPair pair in _pairs.Skip(_printed).OrderBy(pair => pair.Number))
        {
            error.Write($"{pair.Line}\n");
        }

        _printed = _pairs.Count;
        error.Flush();
    }

    /// <summary>Not the world outside, a scenario that cannot be performed or a design that is not under
    /// control.</summary>
    private static bool IsOurs(Exception fault) => RunErrorException.IsOurs(fault)
        && fault is not (FileProblemException or IOException or UnauthorizedAccessException
            or OperationCanceledException);
}
