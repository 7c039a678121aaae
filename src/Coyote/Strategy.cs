using System.Reflection;
using LuoVerified.Core;
using Microsoft.Coyote;

namespace LuoVerified.Coyote;

/// <summary>A way in which Coyote chooses the next thread.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Summary">What it does, in one sentence.</param>
/// <param name="Apply">Sets it in a configuration.</param>
public sealed record Strategy(string Name, string Summary, Func<Configuration, Configuration> Apply)
{
    /// <summary>The name of the strategy that runs each schedule once and then ends.</summary>
    public const string DepthFirst = "dfs";

    private const uint Bound = 10;
    private const uint ProbabilityExponent = 3;

    /// <summary>Uniformly random choice at each scheduling point.</summary>
    public static Strategy Random { get; } = new("random", "Uniform choice at each scheduling point.", c => c.WithRandomStrategy());

    /// <summary>A mixture that Coyote changes from schedule to schedule.</summary>
    public static Strategy FairPortfolio { get; } = new(
        "fair-portfolio", "A mixture of fair strategies, changed from schedule to schedule.", c => Internal(c, "WithPortfolioMode", true));

    /// <summary>Everything that Coyote offers.</summary>
    public static IReadOnlyList<Strategy> All { get; } =
    [
        FairPortfolio,
        new(
            "unfair-portfolio",
            "A mixture of unfair strategies, changed from schedule to schedule.",
            c => Internal(c, "WithPortfolioMode", false)),
        Random,
        new("probabilistic", "Stays with a thread but for one chance in eight.", c => c.WithProbabilisticStrategy(ProbabilityExponent)),
        new("prioritization", "Priorities with 10 change points (PCT).", c => c.WithPrioritizationStrategy(false, Bound)),
        new("fair-prioritization", "Priorities with 10 change points, then random.", c => c.WithPrioritizationStrategy(true, Bound)),
        new("delay-bounding", "Round robin with up to 10 delays.", c => c.WithDelayBoundingStrategy(false, Bound)),
        new("fair-delay-bounding", "Round robin with up to 10 delays, then random.", c => c.WithDelayBoundingStrategy(true, Bound)),
        new("q-learning", "Prefers choices that led to new states: how far each thread has come.", QLearning),
        new(DepthFirst, "Depth first, every choice in turn, until none is left.", c => Internal(c, "WithDFSStrategy")),
    ];

    /// <summary>Q-learning that knows a state by <see cref="CoyoteScheduler.State"/>. What Coyote takes for one, if it is not told
    /// otherwise, holds hash codes of texts, which differ from process to process, and so does which of them fall together.</summary>
    private static Configuration QLearning(Configuration configuration)
    {
        const string own = "IsImplicitProgramStateHashingEnabled";
        FieldInfo found = typeof(Configuration).GetField(own, BindingFlags.Instance | BindingFlags.NonPublic)
            ?? throw new InternalErrorException($"this version of Coyote has no {own}");
        configuration = configuration.WithQLearningStrategy();
        found.SetValue(configuration, false);
        return configuration;
    }

    /// <summary>Sets a strategy that Coyote keeps to itself.</summary>
    private static Configuration Internal(Configuration configuration, string method, params object[] arguments)
    {
        MethodInfo found = typeof(Configuration).GetMethod(method, BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
            ?? throw new InternalErrorException($"this version of Coyote has no {method}");
        return (Configuration)found.Invoke(configuration, arguments)!;
    }
}
