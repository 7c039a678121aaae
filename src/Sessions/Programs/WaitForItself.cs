using LuoVerified.Core;
using LuoVerified.Sessions.Runs;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Sessions.Programs;

/// <summary>Whether a thread may wait for a resume of its own, by the specification.</summary>
/// <remarks>Every order of the operations is tried, one whole operation after the other, each with everything that may be refused.
/// A close may also find nothing to close.</remarks>
/// <param name="most">How many requests of each kind may be refused.</param>
internal sealed class WaitForItself(IReadOnlyDictionary<FaultSite, int> most)
{
    /// <summary>Nobody has quiesced, or nobody is left who could resume.</summary>
    private const int Nobody = -1;

    private readonly SpecFault[] _faults =
        [SpecFault.None, .. most.Where(each => each.Value > 0).Select(each => FaultNames.Of(each.Key)).Order()];

    private readonly Dictionary<SetUpState, int> _numbers = [];

    /// <summary>For each state the ones that an operation may lead to in this kernel, as far as that was asked.</summary>
    private readonly List<(SetUpState State, Dictionary<Operation, int[]> After)> _states = [];

    /// <summary>Where the runs at hand have been: the state, who has quiesced, and how many operations of each thread are done.</summary>
    private readonly HashSet<(int State, int Quiescer, long Done)> _seen = [];
    private IReadOnlyList<IReadOnlyList<Operation>> _threads = [];

    /// <summary>Whether it may.</summary>
    /// <param name="before">Where the set-up has got to.</param>
    /// <param name="heir">Who resumes what the set-up has quiesced; -1 if nobody does.</param>
    /// <param name="threads">The operations of each thread.</param>
    /// <returns>Whether it may.</returns>
    public bool IsPossible(SetUpState before, int heir, IReadOnlyList<IReadOnlyList<Operation>> threads)
    {
        _seen.Clear();
        _threads = threads;
        return IsPossible(NumberOf(before), before.IsQuiesced ? heir : Nobody, new int[threads.Count]);
    }

    private bool IsPossible(int at, int quiescer, int[] done)
    {
        if (!_seen.Add((at, quiescer, Packed(done))))
        {
            return false;
        }

        bool isQuiesced = _states[at].State.IsQuiesced;
        for (int thread = 0; thread < done.Length; thread++)
        {
            if (done[thread] == _threads[thread].Count)
            {
                continue;
            }

            Operation operation = _threads[thread][done[thread]];
            if (isQuiesced && operation.WaitsWhileQuiesced)
            {
                if (thread == quiescer)
                {
                    return true;
                }

                continue;
            }

            done[thread]++;
            foreach (int next in operation.Service == SessionOperation.Resume && thread != quiescer ? [at] : After(at, operation))
            {
                if (IsPossible(next, !_states[next].State.IsQuiesced ? Nobody : isQuiesced ? quiescer : thread, done))
                {
                    return true;
                }
            }

            done[thread]--;
        }

        return false;
    }

    private int[] After(int at, Operation operation)
    {
        (SetUpState state, Dictionary<Operation, int[]> known) = _states[at];
        if (!known.TryGetValue(operation, out int[]? after))
        {
            known[operation] = after = [.. Performed(state, operation).Distinct().Select(NumberOf)];
        }

        return after;
    }

    /// <summary>The states that an operation leads to in this kernel, whatever is refused.</summary>
    private IEnumerable<SetUpState> Performed(SetUpState state, Operation operation)
    {
        bool isPossible = state.IsPossible(operation);
        if (!isPossible || operation.Service is { Argument: OperationArgument.Handle })
        {
            yield return state;
        }

        foreach (SpecFault fault in isPossible ? _faults : [])
        {
            if (state.Perform(operation, fault) is ({ } outcome, { } next) && (operation.Machine == MachineStep.None || !outcome.Succeeded))
            {
                yield return next;
            }
        }
    }

    private int NumberOf(SetUpState state)
    {
        if (!_numbers.TryGetValue(state, out int number))
        {
            _numbers.Add(state, number = _states.Count);
            _states.Add((state, []));
        }

        return number;
    }

    private long Packed(int[] done)
    {
        long packed = 0;
        for (int thread = 0; thread < done.Length; thread++)
        {
            packed = (packed * (_threads[thread].Count + 1)) + done[thread];
        }

        return packed;
    }
}
