using System.Numerics;
using LuoVerified.Core;
using LuoVerified.Spec;

namespace LuoVerified.Check.Model;

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
    internal static ModelResult Run<T, TModel>(ModelOptions options, StateCode<T> code, TModel model)
        where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
        where TModel : IModel<T>
    {
        var rules = new Rules<T>(code);
        var canonical = new Canonical<T>(code, options.Symmetry);
        using var explorer = new Explorer<T, TModel>(options, model, rules, canonical);
        explorer.Run();
        GoalResult[] goals = [.. Enumerable.Range(0, Goals.Count).Where(goal => (explorer.Wanted >> goal & 1) != 0)
            .Select(goal => new GoalResult(Goals.NameOf(goal), explorer.Steps[goal]))];
        bool complete = explorer.Breach is null && explorer.Stopped is null;
        bool missed = complete && goals.Any(goal => goal.Steps is null);
        return new ModelResult
        {
            Verdict = explorer.Breach is not null || missed ? Verdict.Violation
                : complete ? Verdict.Pass
                : Verdict.Inconclusive,
            Bounds = options.Bounds,
            Symmetry = options.Symmetry,
            States = explorer.States,
            Transitions = explorer.Transitions,
            Levels = explorer.Levels.Count,
            StateBits = code.Layout.Bits,
            Bytes = explorer.Set.Bytes,
            Stopped = explorer.Stopped,
            Goals = goals,
            GoalsRuledOut = [.. Enumerable.Range(0, Goals.Count).Where(goal => (explorer.Wanted >> goal & 1) == 0)
                .Select(Goals.NameOf)],
            Violation = explorer.Breach is { } breach ? Describe(breach) : null,
            Counterexample = explorer.Breach is { } found
                ? new RunText<T>(code).Lines(ShortestRun.To(model, canonical, explorer, found))
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
        where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
    {
        Invariant broken = Invariants.All[breach.Invariant];
        return breach.Kind switch
        {
            BreachKind.State => new Violation(broken.Name, $"The last state breaks it. {broken.Statement}"),
            BreachKind.Transition => new Violation(broken.Name, $"The last transition breaks it. {broken.Statement}"),
            _ => new Violation(Deadlock, "No operation is possible in the last state."),
        };
    }
}
