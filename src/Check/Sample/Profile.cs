using LuoVerified.Check.Explore;
using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Sample;

/// <summary>What one execution has shown of a program: how many steps each thread of each phase took, and on which places. It
/// estimates what is to come in others.</summary>
internal sealed class Profile
{
    private readonly Dictionary<int, int[]> _all = [];
    private readonly SortedDictionary<(int Phase, string Place), Uses> _places = new(Comparer<(int Phase, string Place)>.Create((one, two) =>
        one.Phase != two.Phase ? one.Phase.CompareTo(two.Phase) : string.CompareOrdinal(one.Place, two.Place)));

    /// <summary>A step happens.</summary>
    /// <param name="phase">The phase of the program.</param>
    /// <param name="threads">How many threads the phase has.</param>
    /// <param name="thread">The thread that does it.</param>
    /// <param name="step">The step.</param>
    public void Add(int phase, int threads, int thread, in PendingStep step)
    {
        CountsOf(phase, threads)[thread]++;
        var footprint = new Footprint(in step);
        if (footprint.Own is { } place)
        {
            (int, string) key = (phase, place.Label);
            if (!_places.TryGetValue(key, out Uses? uses))
            {
                _places.Add(key, uses = new Uses(new int[threads]));
            }

            uses.ByThread[thread]++;
            uses.IsWritten |= footprint.Writes;
        }
    }

    /// <summary>How many steps a phase took.</summary>
    /// <param name="phase">The phase.</param>
    public int Steps(int phase) => _all.TryGetValue(phase, out int[]? counts) ? counts.Sum() : 0;

    /// <summary>How many steps each thread of a phase took; none if it did not come to it.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="threads">How many threads it has.</param>
    public IReadOnlyList<int> StepsByThread(int phase, int threads) =>
        _all.TryGetValue(phase, out int[]? counts) ? counts : new int[threads];

    /// <summary>The places on which several threads of a phase took steps, one of them to write, sorted; with how many steps each
    /// thread took there.</summary>
    /// <param name="phase">The phase.</param>
    public IReadOnlyList<(string Place, IReadOnlyList<int> ByThread)> Shared(int phase) =>
    [
        .. _places.Where(place => place.Key.Phase == phase && place.Value.IsWritten && place.Value.ByThread.Count(uses => uses > 0) > 1)
            .Select(place => (place.Key.Place, (IReadOnlyList<int>)place.Value.ByThread)),
    ];

    private int[] CountsOf(int phase, int threads)
    {
        if (!_all.TryGetValue(phase, out int[]? counts))
        {
            _all.Add(phase, counts = new int[threads]);
        }

        return counts;
    }

    private sealed class Uses(int[] byThread)
    {
        public int[] ByThread => byThread;

        public bool IsWritten { get; set; }
    }
}
