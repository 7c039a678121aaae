using LuoVerified.Check.Runs;
using LuoVerified.Core;

namespace LuoVerified.Check.Linearizability;

/// <summary>A call that was made and has not returned yet.</summary>
/// <param name="Call">The call.</param>
/// <param name="Slot">A bit that no other call has that is pending at the same time.</param>
internal readonly record struct PendingCall(Call Call, ulong Slot);

/// <summary>The return of a call, by which the call must have taken effect.</summary>
/// <param name="Returning">The call.</param>
/// <param name="Others">The other calls that are pending then, in order of invocation.</param>
/// <param name="Freed">The slots of calls that are pending no longer after it: its own, and with a jump those of the calls
/// that were cut off.</param>
internal sealed record ForcingReturn(PendingCall Returning, IReadOnlyList<PendingCall> Others, ulong Freed)
{
    /// <summary>The most calls that can be pending at one time; a run has one a thread.</summary>
    public const int MaxPending = 64;

    /// <summary>The returns of a history in order of time: all that the search needs to know of its events.</summary>
    /// <param name="calls">The history, in order of invocation.</param>
    /// <returns>The returns.</returns>
    public static List<ForcingReturn> Of(IReadOnlyList<Call> calls)
    {
        List<ForcingReturn> returns = new(calls.Count);
        List<PendingCall> pending = [];
        ulong taken = 0;
        int called = 0;
        foreach (Call returning in calls.Where(call => call.Returned is not null).OrderBy(call => call.Returned))
        {
            for (; called < calls.Count && calls[called].Invoked < returning.Returned; called++)
            {
                if (taken == ulong.MaxValue)
                {
                    throw new InternalErrorException($"more than {MaxPending} calls are pending at one time");
                }

                ulong slot = ~taken & (taken + 1);
                taken |= slot;
                pending.Add(new PendingCall(calls[called], slot));
            }

            PendingCall forced = pending.Find(each => each.Call == returning);
            pending.Remove(forced);
            PendingCall[] others = [.. pending];
            ulong freed = forced.Slot;
            if (returning.EndsEpoch)
            {
                freed = pending.Where(each => IsCutOff(each.Call, returning)).Aggregate(freed, (slots, each) => slots | each.Slot);
                pending.RemoveAll(each => IsCutOff(each.Call, returning));
            }

            taken &= ~freed;
            returns.Add(new ForcingReturn(forced, others, freed));
        }

        return returns;
    }

    private static bool IsCutOff(Call call, Call jump) => call.Returned is null && call.Epoch <= jump.Epoch;
}
