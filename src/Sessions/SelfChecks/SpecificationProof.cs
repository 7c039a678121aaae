using LuoVerified.Abi;
using LuoVerified.Check;
using LuoVerified.Core;
using LuoVerified.Sessions.Model;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Sessions.SelfChecks;

/// <summary>The specification, checked by itself: every state within small bounds keeps the invariants, every answer can be had, and both
/// ways to hold a state (<see cref="SpecState"/>, and the bits of <c>luo model</c>) agree on every transition and every
/// answer; and what is put together of two views is that.</summary>
public static class SpecificationProof
{
    /// <summary>What messages call it.</summary>
    public const string Subject = "the specification";

    /// <summary>The operations with which what is known was counted. With another one there are other numbers, which nobody knows.</summary>
    internal static IReadOnlyList<string> Operations { get; } =
    [
        "create", "retrieve", "close", "serialize", "abort", "deserialize", "quiesce", "resume", "preserve-fd", "retrieve-fd", "finish", "get-name",
    ];

    /// <summary>Within what it is explored, and how many states and transitions there are: <c>luo model</c> with these bounds says the
    /// same, and for the first so does Spin (docs/model.md).</summary>
    internal static IReadOnlyList<(ModelBounds Bounds, long States, long Transitions)> Known { get; } =
    [
        (new ModelBounds { Names = 2, Handles = 2, Kernels = 2 }, 1_872, 5_790),
        (new ModelBounds { Names = 1, Handles = 2, Kernels = 2, Files = 2 }, 1_018, 3_764),
        (new ModelBounds { Names = 2, Handles = 2, Kernels = 2, Files = 1, Capacity = 1 }, 980, 3_206),
    ];

    /// <summary>Explores.</summary>
    /// <param name="timeIsUp">Asked between two bounds; what is left is left out then.</param>
    /// <returns>How many states were seen.</returns>
    /// <exception cref="InternalErrorException">The specification is wrong; the message says in what.</exception>
    public static long Require(Func<bool> timeIsUp)
    {
        RequireParts();
        long states = 0;
        foreach ((ModelBounds bounds, long known, long transitions) in Known.TakeWhile(_ => !timeIsUp()))
        {
            ModelResult result = Explored(bounds);
            states += result.States;
            if (Problem(result, known, transitions) is { } problem)
            {
                throw Wrong(bounds, problem);
            }
        }

        return states;
    }

    /// <summary>A change that is not finished is judged by a view with some parts of a later one: they must be those, and no others.</summary>
    private static void RequireParts()
    {
        const ViewParts Every = ViewParts.Outgoing | ViewParts.OutgoingCount | ViewParts.Incoming | ViewParts.IncomingCount | ViewParts.Image;
        SessionView one = View("a", 1), other = View("b", 2);
        for (var parts = ViewParts.None; parts <= Every; parts++)
        {
            SessionView mixed = one.With(parts, other);
            if (mixed.DifferenceFrom(one) != parts || mixed.DifferenceFrom(other) != (Every & ~parts))
            {
                throw new InternalErrorException($"{Subject} is wrong: a view with {parts} of another one differs in {mixed.DifferenceFrom(one)}");
            }
        }
    }

    private static SessionView View(string name, int count)
    {
        ViewedSession session = new(ByteString.FromUtf8(name), Retrieved: false);
        return new SessionView(1, [session], count, [session], count, Waiting: false, Frozen: false, Quiesced: false, [session.Name]);
    }

    private static ModelResult Explored(ModelBounds bounds)
    {
        try
        {
            return ModelChecker.Run(new ModelOptions { Bounds = bounds, Judge = true });
        }
        catch (InternalErrorException difference)
        {
            throw Wrong(bounds, difference.Message);
        }
    }

    private static InternalErrorException Wrong(ModelBounds bounds, string problem) => new($"{Subject} is wrong within {bounds}: {problem}");

    private static string? Problem(ModelResult result, long states, long transitions) =>
        result.Violation is { } broken ? $"{broken.Check}: {broken.Message}"
        : result.Goals.Where(goal => goal.Steps is null).ToList() is [var missed, ..] ? $"no state answers {missed.Name}"
        : result.Verdict != Verdict.Pass ? $"not every state was seen: {result.Stopped}"
        : (result.States, result.Transitions) != (states, transitions) && SessionOperation.All.All(operation => Operations.Contains(operation.Word))
            ? $"it has {result.States} states and {result.Transitions} transitions, not {states} and {transitions}"
        : null;
}
