using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Sessions.SelfChecks;

/// <summary>What is known from calls and answers alone (<see cref="SpecificationMonitor"/>), checked by itself: it is told event by event
/// there, and worked out anew from the whole history here, for every short history of serializes and aborts. And nothing that is
/// known changes with a call or a return that does not say so.</summary>
public static class FactsProof
{
    /// <summary>What messages call it.</summary>
    public const string Subject = "what is known from calls and answers";

    /// <summary>The most events of a history, by how many threads it has.</summary>
    private static readonly (int Threads, int Events)[] Sizes = [(2, 7), (3, 6)];

    private static readonly SessionView Nothing = new(1, [], 0, [], 0, false, false, false, []);

    private enum Moment
    {
        Called,

        /// <summary>Something is changed that is not the image.</summary>
        Changed,

        /// <summary>The image is written.</summary>
        Written,
        Done,
        Refused,
    }

    /// <summary>Tells every history.</summary>
    /// <param name="timeIsUp">Asked after each; what is left is left out then.</param>
    /// <returns>How many there are.</returns>
    /// <exception cref="InternalErrorException">Something else is known; the message says after which history.</exception>
    public static long Require(Func<bool> timeIsUp)
    {
        long told = 0;
        foreach (Event[] history in Sizes.SelectMany(size => Histories([], size.Threads, size.Events)).TakeWhile(_ => !timeIsUp()))
        {
            Judge(history);
            told++;
        }

        return told;
    }

    /// <summary>Every history with at least one event and at most so many, but for those that are the same with other threads.</summary>
    private static IEnumerable<Event[]> Histories(Event[] before, int threads, int left)
    {
        int used = before.Length == 0 ? 0 : before.Max(each => each.Thread);
        return left == 0 ? [] :
            from thread in Enumerable.Range(1, Math.Min(threads, used + 1))
            from next in Next(thread, Array.FindLast(before, each => each.Thread == thread && each.Moment is not (Moment.Changed or Moment.Written)), before)
            let history = (Event[])[.. before, next]
            from each in Histories(history, threads, left - 1).Prepend(history)
            select each;
    }

    /// <summary>What a thread can do next, after the last of its calls and returns.</summary>
    private static IEnumerable<Event> Next(int thread, Event last, Event[] before)
    {
        SpecOperation[] calls = last.Operation is null || last.Moment != Moment.Called ? [SessionOperation.Serialize, SessionOperation.Abort] : [];
        Moment[] changes = calls.Length > 0 || last.Operation is not Serialize || before[^1].Thread == thread && before[^1].Moment != Moment.Called
            ? [] : [Moment.Changed, Moment.Written];
        Moment[] ends = calls.Length > 0 ? [] : [Moment.Done, Moment.Refused];
        return [.. calls.Select(call => new Event(thread, call, Moment.Called)), .. changes.Concat(ends).Select(moment => last with { Moment = moment })];
    }

    private static void Judge(Event[] history)
    {
        var monitor = new SpecificationMonitor();
        foreach (Event each in history)
        {
            var action = new SpecAction(each.Operation, Thread: each.Thread);
            Outcome outcome = each.Moment == Moment.Done ? Outcome.Ok : Outcome.Of(Errno.EBUSY);
            bool wasFrozen = IsFrozen(monitor);
            (ViewParts reads, ViewParts writes) = each.Moment switch
            {
                Moment.Called => monitor.AtCall(each.Operation),
                Moment.Changed or Moment.Written => default,
                _ => monitor.AtReturn(each.Operation, outcome),
            };
            switch (each.Moment)
            {
                case Moment.Called:
                    monitor.Called(action);
                    break;
                case Moment.Changed:
                    monitor.Changed(action, ViewParts.Outgoing);
                    break;
                case Moment.Written:
                    monitor.Changed(action, ViewParts.Outgoing | ViewParts.Image);
                    break;
                default:
                    monitor.Returned(action, outcome, view: null);
                    break;
            }

            if (wasFrozen != IsFrozen(monitor) && !(reads | writes).HasFlag(ViewParts.Frozen))
            {
                throw new InternalErrorException($"{Subject}: {each} changes whether it is frozen, and does not say so, in {Text(history)}");
            }
        }

        (bool Frozen, bool Aborted) told = (IsFrozen(monitor), monitor.IsAborted), known = (IsFrozen(history), IsAborted(history));
        if (told != known)
        {
            throw new InternalErrorException($"{Subject}: frozen and aborted are {told}, and must be {known}, after {Text(history)}");
        }
    }

    private static bool IsFrozen(SpecificationMonitor monitor) => monitor.WithFacts(Nothing).Frozen;

    /// <summary>Some serialize is done, and no abort was under way from when it had written the image, or from the beginning.</summary>
    private static bool IsFrozen(Event[] history) => Of<Serialize>(history).Any(done =>
        Enumerable.Range(0, history.Length).Where(time => time >= WrittenBy(history, done)).All(time => !IsAborting(history, time)));

    /// <summary>Whether an abort is under way after an event, or returns with it.</summary>
    private static bool IsAborting(Event[] history, int time) => history[..(time + 1)].Index().Any(each =>
        each.Item is { Operation: Abort, Moment: Moment.Called } && ReturnOf(history, each.Index) >= time);

    /// <summary>Each serialize that is done can be given an abort of its own that is done and returned after the image was
    /// written.</summary>
    private static bool IsAborted(Event[] history) => CanBeUndone(
        [.. Of<Serialize>(history).Select(time => WrittenBy(history, time))],
        [.. Of<Abort>(history)]);

    private static bool CanBeUndone(int[] written, int[] aborts) => written.Length == 0
        || aborts.Any(abort => abort > written[0] && CanBeUndone(written[1..], [.. aborts.Where(other => other != abort)]));

    private static IEnumerable<int> Of<T>(Event[] history) =>
        history.Index().Where(each => each.Item.Operation is T && each.Item.Moment == Moment.Done).Select(each => each.Index);

    /// <summary>When the serialize that returns at some time had written the image; -1 if it had nothing to write.</summary>
    private static int WrittenBy(Event[] history, int returned)
    {
        int last = Array.FindLastIndex(history, returned, each => each.Thread == history[returned].Thread && each.Moment is Moment.Called or Moment.Written);
        return history[last].Moment == Moment.Written ? last : -1;
    }

    private static int ReturnOf(Event[] history, int called)
    {
        int found = Array.FindIndex(history, called + 1, each => each.Thread == history[called].Thread);
        return found < 0 ? int.MaxValue : found;
    }

    private static string Text(Event[] history) => string.Join(", ", history);

    private readonly record struct Event(int Thread, SpecOperation Operation, Moment Moment)
    {
        public override string ToString() => $"{Operation.Word} of thread {Thread} {Moment.ToString().ToLowerInvariant()}";
    }
}
