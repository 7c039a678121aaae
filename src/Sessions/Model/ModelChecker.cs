using System.Numerics;
using LuoVerified.Check;
using LuoVerified.Check.Model;
using LuoVerified.Core;
using LuoVerified.Spec;

namespace LuoVerified.Sessions.Model;

/// <summary>Checks the specification itself: explores its state space within bounds, breadth first.</summary>
public static class ModelChecker
{
    /// <summary>The name under which a state without a way out is reported.</summary>
    public const string Deadlock = Checks.Deadlock;

    /// <summary>Explores.</summary>
    /// <param name="options">How; the bounds have no <see cref="ModelBounds.Objection"/>.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="InternalErrorException">The fast model and the specification differ
    /// (<see cref="ModelOptions.Judge"/>): a bug in this repository.</exception>
    public static ModelResult Run(ModelOptions options)
    {
        var layout = new ModelLayout(options.Bounds);
        return layout.Bits <= 64 ? Run<ulong>(options, layout) : Run<UInt128>(options, layout);
    }

    /// <summary>Explores any model.</summary>
    internal static ModelResult Run<T>(ModelOptions options, StateCode<T> code, IModel<T> model)
        where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
    {
        var rules = new Rules<T>(code);
        var canonical = new Canonical<T>(code, options.Symmetry);
        using var search = new BreadthFirst<T, Rules<T>>(options, model, rules, canonical, Goals.Of(options.Bounds));
        search.Run();
        IReadOnlyList<GoalResult> goals = search.Goals.Results;
        bool complete = search.Breach is null && search.Stopped is null;
        bool missed = complete && goals.Any(goal => goal.Steps is null);
        return new ModelResult
        {
            Verdict = search.Breach is not null || missed ? Verdict.Violation
                : complete ? Verdict.Pass
                : Verdict.Inconclusive,
            Bounds = options.Bounds,
            Symmetry = options.Symmetry,
            States = search.States,
            Transitions = search.Transitions,
            Levels = search.Levels.Count,
            StateBits = code.Layout.Bits,
            Bytes = search.Set.Bytes,
            Stopped = search.Stopped,
            Goals = goals,
            GoalsRuledOut = options.Bounds.Files > 0 ? search.Goals.RuledOut : [.. search.Goals.RuledOut.Except(Goals.OnFiles)],
            Violation = search.Breach is { } breach ? Describe(breach) : null,
            Counterexample = search.Breach is { } found
                ? new RunText<T>(code).Lines(ShortestRun.To(model, canonical, search, found))
                : [],
        };
    }

    private static ModelResult Run<T>(ModelOptions options, ModelLayout layout)
        where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
    {
        var code = new StateCode<T>(layout);
        return options.Judge
            ? Run(options, code, new JudgedModel<T>(code))
            : Run(options, code, new SessionModel<T>(code));
    }

    private static Violation Describe<T>(Breach<T> breach)
        where T : struct, IBinaryInteger<T>, IUnsignedNumber<T> => breach switch
        {
            { Kind: BreachKind.Deadlock } => new Violation(Deadlock, "No operation is possible in the last state."),
            { Kind: BreachKind.State } =>
                new Violation(Broken(breach).Name, $"The last state breaks it. {Broken(breach).Statement}"),
            _ => new Violation(Broken(breach).Name, $"The last transition breaks it. {Broken(breach).Statement}"),
        };

    private static Invariant Broken<T>(Breach<T> breach)
        where T : struct, IBinaryInteger<T>, IUnsignedNumber<T> => Invariants.All[breach.Rule];
}
