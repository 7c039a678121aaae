using LuoVerified.Abi;
using LuoVerified.Cli.Files;
using LuoVerified.Sessions.Runs;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Cli.Validating;

/// <summary>What was recorded, as the search wants it.</summary>
internal sealed class History
{
    /// <summary>As many threads as have a letter.</summary>
    private const int MaxThreads = 26;

    /// <summary>Stands for whoever goes on into the next kernel.</summary>
    private const int NoThread = -1;

    private readonly List<SessionCall> _calls = [];
    private readonly List<string> _threads = [];
    private readonly bool _refusals;
    private int _clock;
    private int _handles;

    private History(IReadOnlyList<RecordedKernel> kernels, bool refusals)
    {
        _refusals = refusals;
        Initial = kernels[0].Initial;
        for (int epoch = 0; epoch < kernels.Count; epoch++)
        {
            if (epoch > 0)
            {
                _calls.Add(new SessionCall
                {
                    Thread = NoThread,
                    Epoch = epoch - 1,
                    Invoked = _clock++,
                    Returned = _clock++,
                    Action = new SpecAction(Jump.Instance),
                    Outcome = Outcome.Ok,
                });
            }

            Add(kernels[epoch].Calls, epoch);
        }
    }

    /// <summary>The calls, in order of invocation. Handles have new numbers, for a kernel uses a number again.</summary>
    public IReadOnlyList<SessionCall> Calls => _calls;

    /// <summary>How many of them were recorded; the others go on into the next kernel.</summary>
    public int Recorded => _calls.Count(call => !call.EndsEpoch);

    /// <summary>The state that they start in.</summary>
    public SpecState Initial { get; }

    /// <summary>The names of the threads; in reports they are A, B, and so on.</summary>
    public IReadOnlyList<string> Threads => _threads;

    /// <summary>Puts kernels one after the other.</summary>
    /// <param name="kernels">The kernels, at least one; each goes on into the one after it.</param>
    /// <param name="refusals">Whether an answer that a refused request gives is taken for that of one.</param>
    /// <returns>The history.</returns>
    /// <exception cref="FileProblemException">A thread makes a call before its last has returned, or there are too many threads.</exception>
    public static History Of(IReadOnlyList<RecordedKernel> kernels, bool refusals)
    {
        try
        {
            return new History(kernels, refusals);
        }
        catch (FormatException malformed)
        {
            throw new FileProblemException(malformed.Message);
        }
    }

    /// <summary>Of what happens at the same time the calls come first, then the returns, then the next calls of those who have
    /// returned, and so on: all overlap that may.</summary>
    private void Add(IReadOnlyList<RecordedCall> calls, int epoch)
    {
        var kernel = new OneKernel();
        ILookup<long, RecordedCall> begins = calls.ToLookup(call => call.From);
        foreach (long time in calls.SelectMany(call => (long[])[call.From, call.To ?? call.From]).Distinct().Order())
        {
            List<RecordedCall> waiting = [.. begins[time].OrderBy(call => call.To ?? long.MaxValue)];
            do
            {
                RecordedCall[] free = [.. waiting.Where(call => !kernel.Pending.ContainsKey(call.Thread)).DistinctBy(call => call.Thread)];
                waiting.RemoveAll(free.Contains);
                foreach (RecordedCall call in free)
                {
                    Begin(call, epoch, kernel);
                }

                (RecordedCall Call, SessionCall Made)[] returning =
                    [.. kernel.Pending.Values.Where(each => each.Call.To == time).OrderBy(each => each.Made.Invoked)];
                foreach ((RecordedCall call, SessionCall made) in returning)
                {
                    made.Returned = _clock++;
                    kernel.End(call, made);
                }

                if (free.Length + returning.Length == 0 && waiting.Count > 0)
                {
                    throw waiting[0].Place.ErrorAt("call", "the thread's last call has not returned then");
                }
            }
            while (waiting.Count > 0);
        }
    }

    private void Begin(RecordedCall call, int epoch, OneKernel kernel)
    {
        if (!_threads.Contains(call.Thread))
        {
            _threads.Add(call.Thread);
        }

        if (_threads.Count > MaxThreads)
        {
            throw call.Place.ErrorAt("thread", $"more than {MaxThreads} threads");
        }

        int thread = _threads.IndexOf(call.Thread);
        (int number, ByteString name) = kernel.HandleOf(call) ?? (++_handles, call.Name);
        var made = new SessionCall
        {
            Thread = thread,
            Epoch = epoch,
            Invoked = _clock++,
            Action = new SpecAction(
                call.Operation, name, number, thread, _refusals && call.To is not null ? RefusedIn(call) : SpecFault.None, call.Number, call.Fd),
            Outcome = call.Outcome,
        };
        kernel.Pending.Add(call.Thread, (call, made));
        _calls.Add(made);
    }

    /// <summary>What must have been refused for an answer, unless something else explains it: then a refusal does no harm, for it
    /// leaves the same state.</summary>
    private static SpecFault RefusedIn(RecordedCall call) =>
        call.Outcome == Outcome.Of(Errno.ENOMEM) ? SpecFault.SessionAllocation
        : call.Outcome == Outcome.Of(Errno.ENFILE) ? SpecFault.FileCreation
        : call.Outcome == Outcome.Of(Errno.EIO) && call.Operation is PreserveFd ? SpecFault.FilePreserve
        : call.Outcome == Outcome.Of(Errno.EIO) && call.Operation is RetrieveFd ? SpecFault.FileRetrieve
        : call.Outcome == Outcome.Of(Errno.EIO) && call.Operation is Serialize ? SpecFault.FileFreeze
        : call.Outcome == Outcome.Of(Errno.EBUSY) && call.Operation is Finish ? SpecFault.FileFinish
        : SpecFault.None;

    /// <summary>What is going on in a kernel: calls that have not returned, and handles that are open.</summary>
    private sealed class OneKernel
    {
        private readonly Dictionary<long, (int Number, ByteString Name)> _open = [];

        public Dictionary<string, (RecordedCall Call, SessionCall Made)> Pending { get; } = [];

        public (int Number, ByteString Name)? HandleOf(RecordedCall call) =>
            call.Operation.Argument is OperationArgument.Handle or OperationArgument.Session && _open.TryGetValue(call.Handle!.Value, out var opened) ? opened : null;

        public void End(RecordedCall call, SessionCall made)
        {
            Pending.Remove(call.Thread);
            if (call.HandedOut)
            {
                _open[call.Handle!.Value] = (made.Action.Handle, call.Name);
            }
        }
    }
}
