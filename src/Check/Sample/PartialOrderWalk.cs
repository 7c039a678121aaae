using LuoVerified.Check.Explore;
using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Sample;

/// <summary>POS, partial order sampling (Yuan, Yang and Gu: Partial order aware concurrency sampling, CAV 2018): each step has a
/// random priority, drawn when its thread comes to it; of those that can happen the highest does; those that it races with are
/// drawn anew. How two steps that race are ordered depends little on how many other steps their threads have.</summary>
/// <remarks>Two steps race if both could happen and <see cref="Footprint.Conflict(in PendingStep, in PendingStep)"/> says that
/// their order matters: that is more than in the paper, as rules about the state count as places, too.</remarks>
internal sealed class PartialOrderWalk : IWalk
{
    private ulong[] _priorities = [];

    /// <summary>The threads whose step has a priority, as a mask.</summary>
    private int _drawn;

    /// <inheritdoc/>
    public void BeginPhase(int phase, int threads, ref RandomNumbers random) => (_priorities, _drawn) = (new ulong[threads], 0);

    /// <inheritdoc/>
    public int Choose(int enabled, PendingStep?[] pending, ref RandomNumbers random)
    {
        int next = -1;
        for (int left = enabled; left != 0; left &= left - 1)
        {
            int thread = int.TrailingZeroCount(left);
            if ((_drawn & (1 << thread)) == 0)
            {
                _priorities[thread] = random.Next();
            }

            next = next < 0 || _priorities[thread] > _priorities[next] ? thread : next;
        }

        _drawn |= enabled;
        PendingStep happens = pending[next]!.Value;
        for (int left = enabled; left != 0; left &= left - 1)
        {
            int thread = int.TrailingZeroCount(left);
            if (thread == next || Footprint.Conflict(pending[thread]!.Value, happens))
            {
                _drawn &= ~(1 << thread);
            }
        }

        return next;
    }
}
