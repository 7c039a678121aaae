using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Sample;

/// <summary>PCT (Burckhardt, Kothari, Musuvathi and Nagarakatte: A randomized scheduler with probabilistic guarantees of finding
/// bugs, ASPLOS 2010): each thread has a random priority, the highest that can go on does; at d - 1 random steps the thread that
/// has just gone on falls below all others. A bug of depth d, with n threads and k steps, is found with a probability of at
/// least 1/(n k^(d-1)).</summary>
/// <remarks>Deviations: k is the number of steps of the profile, so a run that is longer has no change points in the part beyond;
/// each phase of the program has its own priorities and change points.</remarks>
/// <param name="profile">How many steps a phase has.</param>
internal sealed class PriorityWalk(Profile profile) : IWalk
{
    /// <summary>The depth d of the bugs that are looked for: as in the studies that PCT is compared in.</summary>
    public const int Depth = 3;

    private readonly int[] _changeAt = new int[Depth - 1];
    private int[] _priorities = [];
    private int _steps;

    /// <inheritdoc/>
    public void BeginPhase(int phase, int threads, ref RandomNumbers random)
    {
        _steps = 0;
        _priorities = new int[threads];
        for (int thread = 0; thread < threads; thread++)
        {
            // A random permutation of d, ..., d + n - 1 (Fisher and Yates, inside out).
            int other = random.Below(thread + 1);
            _priorities[thread] = _priorities[other];
            _priorities[other] = Depth + thread;
        }

        for (int i = 0; i < _changeAt.Length; i++)
        {
            _changeAt[i] = 1 + random.Below(Math.Max(1, profile.Steps(phase)));
        }
    }

    /// <inheritdoc/>
    public int Choose(int enabled, PendingStep?[] pending, ref RandomNumbers random)
    {
        int next = int.TrailingZeroCount(enabled);
        for (int left = enabled; left != 0; left &= left - 1)
        {
            int thread = int.TrailingZeroCount(left);
            next = _priorities[thread] > _priorities[next] ? thread : next;
        }

        _steps++;
        for (int i = 0; i < _changeAt.Length; i++)
        {
            _priorities[next] = _changeAt[i] == _steps ? Depth - 1 - i : _priorities[next];
        }

        return next;
    }
}
