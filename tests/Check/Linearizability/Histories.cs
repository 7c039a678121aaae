using FsCheck;
using FsCheck.Fluent;
using LuoVerified.Abi;
using LuoVerified.Check.Linearizability;
using LuoVerified.Sessions.Runs;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;
using Outcome = LuoVerified.Spec.Outcome;

namespace LuoVerified.Check.Tests.Linearizability;

/// <summary>A random history of a few calls.</summary>
/// <param name="Calls">The calls, in order of invocation.</param>
public sealed record RandomHistory(IReadOnlyList<SessionCall> Calls)
{
    public override string ToString() => string.Join(
        '\n', Calls.Select(call => $"{call} ({call.Invoked} to {call.Returned?.ToString() ?? "..."}, kernel {call.Epoch})"));
}

/// <summary>Makes histories: by hand, and at random.</summary>
public static class Histories
{
    private const int Threads = 3;
    private const int MaxCalls = 7;

    private static readonly Outcome[] Answers =
    [
        Outcome.Ok, Outcome.Of(Errno.EEXIST), Outcome.Of(Errno.EBUSY), Outcome.Of(Errno.ENOENT), Outcome.True, Outcome.False,
    ];

    /// <summary>A state with room for two sessions.</summary>
    public static SpecState Empty { get; } = SessionSpec.ColdBoot(2);

    public static SessionCall Create(string name, int handle, int invoked, int? returned, Errno answer, int thread = 0) =>
        Made(new SpecAction(SessionOperation.Create, ByteString.FromUtf8(name), handle), invoked, returned, Outcome.Of(answer), thread);

    public static SessionCall Made(SpecAction action, int invoked, int? returned, Outcome outcome, int thread = 0, int kernel = 0) => new()
    {
        Thread = thread,
        Action = action,
        Invoked = invoked,
        Returned = returned,
        Outcome = outcome,
        Epoch = kernel,
    };

    /// <summary>Histories as a run makes them, kernels and cut-off calls included; in one of two an answer is changed.</summary>
    public static Arbitrary<RandomHistory> Random() =>
        Arb.From(Gen.Choose(8, 45).SelectMany(length => Gen.Choose(0, 10_000).ArrayOf(length)).Zip(Gen.Choose(0, 400), Simulated));

    /// <summary>The histories of a fixed sample, the same in every run.</summary>
    public static IReadOnlyList<RandomHistory> FixedSample(int count) => [.. Random().Generator.Sample(count, new Rnd(2_017, 1), 30)];

    /// <summary>Lets calls take effect between invocation and return, one by one.</summary>
    /// <param name="choices">At each moment: which thread goes on, and with which operation.</param>
    /// <param name="change">Which call gets which other answer; above 200 none.</param>
    private static RandomHistory Simulated(int[] choices, int change)
    {
        List<SessionCall> history = [];
        var current = new SessionCall?[Threads];
        var effective = new bool[Threads];
        SpecState state = Empty;
        for (int time = 0; time < choices.Length; time++)
        {
            (int rest, int thread) = Math.DivRem(choices[time], Threads);
            if (current[thread] is not { } call)
            {
                if (history.Count < MaxCalls)
                {
                    current[thread] = Made(Action(rest, history.Count + 1, thread), time, null, Outcome.Ok, thread, (int)state.Number);
                    effective[thread] = false;
                    history.Add(current[thread]!);
                }
            }
            else if (effective[thread])
            {
                call.Returned = time;
                current[thread] = null;
            }
            else if (SessionSpec.Apply(state, call.Action) is { } step)
            {
                (call.Outcome, state) = step;
                effective[thread] = true;
                if (call.Action.Operation == Jump.Instance)
                {
                    call.Returned = time;
                    Array.Clear(current);
                }
            }
        }

        SessionCall? changed = history.Where(call => call.Returned is not null).ElementAtOrDefault(change % MaxCalls);
        if (change <= 200 && changed is not null)
        {
            changed.Outcome = Answers[change % Answers.Length];
        }

        return new RandomHistory(history);
    }

    private static SpecAction Action(int choice, int handle, int thread)
    {
        (int rest, int kind) = Math.DivRem(choice, 12);
        ByteString name = ByteString.FromUtf8("ab"[rest % 2].ToString());
        return kind switch
        {
            <= 3 => new SpecAction(SessionOperation.Create, name, handle, thread, rest % 7 == 0 ? SpecFault.FileCreation : SpecFault.None),
            4 or 5 => new SpecAction(SessionOperation.Retrieve, name, handle, thread),
            6 => new SpecAction(SessionOperation.Close, default, rest % MaxCalls, thread),
            7 => new SpecAction(SessionOperation.Serialize, default, 0, thread),
            8 => new SpecAction(SessionOperation.Deserialize, default, 0, thread),
            9 => new SpecAction(rest % 2 == 0 ? SessionOperation.Quiesce : SessionOperation.Abort, default, 0, thread),
            10 => new SpecAction(rest % 2 == 0 ? SessionOperation.Resume : SessionOperation.Serialize, default, 0, thread),
            _ => new SpecAction(Jump.Instance),
        };
    }
}
