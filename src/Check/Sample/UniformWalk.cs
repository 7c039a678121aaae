using LuoVerified.Check.Explore;
using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Sample;

/// <summary>SURW, selectively uniform random walk (Zhao, Wolff, Mathur and Roychoudhury: Selectively uniform concurrency testing,
/// ASPLOS 2025). Of all steps some are interesting. Which thread is to do the next of these is drawn with the number that each
/// has left as weight, and the others are held back before theirs; all else is a random walk. If the numbers are right and no
/// thread has to wait, every order of the interesting steps is as likely as any other.</summary>
/// <remarks>
/// <para>What is interesting is drawn for each execution: the steps on one place, a lock or a field, that several threads use; or
/// all steps, which is the paper's URW. The numbers are those of one profiling run.</para>
/// <para>Deviations: in the paper the steps of threads that are not yet created count for the one that creates them. Here all
/// threads of a phase are there when it begins, and each phase is a walk of its own. A thread that comes to an interesting step
/// though its number is used up counts as if it had one left, so that every schedule stays possible.</para>
/// </remarks>
/// <param name="profile">The estimates.</param>
/// <param name="all">Whether all steps are interesting.</param>
internal sealed class UniformWalk(Profile profile, bool all) : IWalk
{
    /// <summary>The place whose steps are interesting; null for all, or for none if no place is shared.</summary>
    private string? _place;

    /// <summary>How many interesting steps each thread has left.</summary>
    private int[] _left = [];

    /// <summary>The thread that is to do the next of them; -1 if that is not drawn.</summary>
    private int _intended;

    /// <summary>Those that are held back, as a mask.</summary>
    private int _held;

    /// <inheritdoc/>
    public void BeginPhase(int phase, int threads, ref RandomNumbers random)
    {
        (_intended, _held) = (-1, 0);
        if (all)
        {
            _left = [.. profile.StepsByThread(phase, threads)];
            return;
        }

        IReadOnlyList<(string Place, IReadOnlyList<int> ByThread)> shared = profile.Shared(phase);
        (_place, IReadOnlyList<int> left) = shared.Count > 0 ? shared[random.Below(shared.Count)] : (null, new int[threads]);
        _left = [.. left];
    }

    /// <inheritdoc/>
    public int Choose(int enabled, PendingStep?[] pending, ref RandomNumbers random)
    {
        while (true)
        {
            if ((enabled & ~_held) == 0)
            {
                // Who is to be next has to wait, or has ended without.
                (_intended, _held) = (-1, 0);
            }

            int thread = random.Of(enabled & ~_held);
            if (!IsInteresting(pending[thread]!.Value))
            {
                return thread;
            }

            _left[thread] = Math.Max(1, _left[thread]);
            _intended = _intended < 0 ? Draw(enabled & ~_held, ref random) : _intended;
            if (thread == _intended)
            {
                _left[thread]--;
                (_intended, _held) = (-1, 0);
                return thread;
            }

            _held |= 1 << thread;
        }
    }

    private bool IsInteresting(in PendingStep step) =>
        all || (_place is not null && new Footprint(in step).Own is { } own && own.Label == _place);

    /// <summary>A thread by its weight; one of them has some.</summary>
    private int Draw(int threads, ref RandomNumbers random)
    {
        int sum = 0;
        for (int left = threads; left != 0; left &= left - 1)
        {
            sum += _left[int.TrailingZeroCount(left)];
        }

        int at = random.Below(sum);
        int rest = threads;
        while (at >= _left[int.TrailingZeroCount(rest)])
        {
            at -= _left[int.TrailingZeroCount(rest)];
            rest &= rest - 1;
        }

        return int.TrailingZeroCount(rest);
    }
}
